import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { LOCK_TIMINGS, withLock } from "../../store/lock.ts";
import { localStore, type ObjectStore } from "../../store/objects/mod.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { killed, lockProcess } from "../helpers/locks/lock_process.ts";
import { canStart, OTHER_PROCESSES, otherHost, otherStart } from "../helpers/locks/namespaces.ts";
import type { Script } from "../helpers/processes/script.ts";
import { type Figures, keepFigures } from "./_figures.ts";

/** Whom a process runs under, as a container does, and how often each pair of them is tried. */
const SURROUNDINGS: Readonly<Record<string, readonly string[]>> = {
  "this namespace of processes": [],
  "another namespace of processes": OTHER_PROCESSES,
  "another host name": otherHost("elsewhere"),
  "another namespace of processes and another host name": [...otherHost("elsewhere"), ...OTHER_PROCESSES],
};
const TIMES = 3;
const PROCESSES = 100;
/** Short enough to wait for. */
const SHORT = { renewEvery: 200, lease: 2000 };
const figures: Figures[] = [];

/** A test for which this system has to allow something; where it does not, it is reported as skipped, with the reason. */
function testUnder(name: string, needs: readonly (readonly string[])[], run: () => Promise<void>): void {
  const missing = needs.find((under) => under.length > 0 && !canStart(under));
  if (missing === undefined) test(name, run);
  else test.skip(`${name} (cannot run "${missing.slice(0, 2).join(" ")}" here)`, run);
}

async function inFolder(work: (folder: string, objects: ObjectStore) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    await work(folder, localStore(folder));
  });
}

async function holding(folder: string, under: readonly string[], timings = LOCK_TIMINGS): Promise<Script> {
  const holder = await lockProcess({ task: "hold", folder, timings }, under);
  assert.is((await holder.said()).trim(), "held");
  return holder;
}

/** What a process says that asks for the lock, has it for a moment and publishes. */
async function tried(folder: string, under: readonly string[], timings = LOCK_TIMINGS): Promise<string> {
  const asking = await lockProcess({ task: "hold", folder, timings }, under);
  let said = "";
  asking.process.stdout.on("data", (data) => (said += data));
  asking.process.stdin.end();
  await asking.done();
  return said.trim().replace(/^held\n/, "");
}

testUnder(
  "a lock is taken over as soon as its holder is killed, and not before, from whatever namespace and host name",
  Object.values(SURROUNDINGS),
  async () => {
    let times = 0;
    for (const [holderIn, under] of Object.entries(SURROUNDINGS)) {
      for (const [askedFrom, from] of Object.entries(SURROUNDINGS)) {
        const where = `held in ${holderIn}, asked for from ${askedFrom}`;
        for (let i = 0; i < TIMES; i++, times++) {
          await inFolder(async (folder, objects) => {
            const holder = await holding(folder, under);
            assert.match(await tried(folder, from), /in use by "hold" .+ It is still running/, where);
            assert.is(await objects.get("published"), undefined, where);
            await killed(holder);
            assert.is(await tried(folder, from), "published", where);
            assert.is(await objects.get(".lock"), undefined, where);
          });
        }
      }
    }
    figures.push({
      tried:
        "kill -9 of the holder of a lock; another process asks for the lock before and after, each in this or another namespace of processes and with this or another host name",
      times,
      held: "refused before, and at once successful after",
    });
  },
);

const START = "11111111-2222-3333-4444-555555555555";
testUnder(
  "a lock of another start of the machine counts while it is renewed",
  [["unshare", "--mount"]],
  async () => {
    await inFolder(async (folder) => {
      const file = join(folder, "boot_id");
      await writeFile(file, `${START}\n`);
      const other = otherStart(file);
      const holder = await holding(folder, other, SHORT);
      for (let i = 0; i < 8; i++, await sleep(SHORT.lease / 4)) {
        assert.match(await tried(folder, [], SHORT), /in use by "hold" .+ if it was cut off, its lock/);
      }
      await killed(holder);
      assert.match(await tried(folder, [], SHORT), /in use by "hold"/);
      await sleep(SHORT.lease * 1.5);
      assert.is(await tried(folder, [], SHORT), "published");
    });
  },
);

test("a holder that is stopped for longer than its lock counts loses it, and publishes nothing when it goes on", async () => {
  let times = 0;
  for (const doesNextGoOn of [true, false]) {
    for (let i = 0; i < TIMES; i++, times++) {
      await inFolder(async (folder, objects) => {
        const holder = await holding(folder, [], SHORT);
        holder.process.kill("SIGSTOP");
        const next = () => withLock({ objects }, "next", () => finished, undefined, SHORT);
        let finish = () => {};
        const finished = new Promise<void>((resolve) => {
          finish = resolve;
        });
        await failsWith("locked", /in use by "hold"/, next);
        await sleep(SHORT.lease * 1.5);
        const running = next();
        while (!(await textOf(objects, ".lock"))?.includes('"next"')) await sleep(5);
        if (!doesNextGoOn) {
          finish();
          await running;
        }
        let said = "";
        holder.process.stdout.on("data", (data) => (said += data));
        holder.process.stdin.end();
        holder.process.kill("SIGCONT");
        await holder.done();
        assert.match(said, /^This run lost the lock .+ It published nothing more\. Run again\.\n$/);
        assert.is(await objects.get("published"), undefined);
        assert.is((await textOf(objects, ".lock"))?.includes('"next"'), doesNextGoOn ? true : undefined);
        finish();
        await running;
        assert.is(await objects.get(".lock"), undefined);
      });
    }
  }
  figures.push({
    tried:
      "the holder of a lock is stopped for longer than the lock counts, another run takes it over, and the first goes on",
    times,
    held: "the first published nothing, and left the other's lock alone",
  });
});

const AHEAD = ["faketime", "-f", "+400d"];
testUnder(
  "a process whose clock is 400 days ahead neither takes over a lock nor loses its own",
  [AHEAD],
  async () => {
    await inFolder(async (folder) => {
      const holder = await holding(folder, []);
      assert.match(await tried(folder, AHEAD), /in use by "hold"/);
      await killed(holder);
      assert.is(await tried(folder, AHEAD), "published");
    });
    await inFolder(async (folder) => {
      const holder = await holding(folder, AHEAD, SHORT);
      for (let i = 0; i < 8; i++, await sleep(SHORT.lease / 4)) {
        assert.match(await tried(folder, [], SHORT), /in use by "hold"/);
      }
      await killed(holder);
      assert.is(await tried(folder, [], SHORT), "published");
    });
  },
);

testUnder(
  `${PROCESSES} processes that add a line under the lock, in two namespaces and with two host names, lose none`,
  Object.values(SURROUNDINGS),
  async () => {
    await inFolder(async (folder, objects) => {
      const groups = Object.values(SURROUNDINGS);
      const lines = Array.from({ length: PROCESSES }, (_, i) => `line ${i}`);
      const share = (at: number) => lines.filter((_, i) => i % groups.length === at);
      const all = groups.map((under, i) =>
        lockProcess({ task: "append-all", folder, lines: share(i) }, under).then(({ done }) => done()),
      );
      await Promise.all(all);
      const written = (await textOf(objects, "lines"))?.trim().split("\n") ?? [];
      assert.equal(written.sort(), lines.sort());
      assert.is(await objects.get(".lock"), undefined);
      figures.push({
        tried: `${PROCESSES} processes at once, in two namespaces of processes and with two host names, each reading, thinking and writing under the lock`,
        times: PROCESSES,
        held: "no write was lost",
      });
    });
  },
);

async function textOf(objects: ObjectStore, name: string): Promise<string | undefined> {
  const found = await objects.get(name);
  return found && new TextDecoder().decode(found.bytes);
}

test.after(() => keepFigures("lock", figures));

test.run();
