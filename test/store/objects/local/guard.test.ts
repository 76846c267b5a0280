import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { clearGuard, underGuard } from "../../../../store/objects/local/_guard.ts";
import { processMark } from "../../../../store/objects/local/_process_mark.ts";
import { type FileSystem, realFileSystem } from "../../../../store/objects/mod.ts";
import { failsWith } from "../../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../../helpers/folders/temporary_folder.ts";
import { script } from "../../../helpers/processes/script.ts";

const files = realFileSystem;
const done = async () => "done";
/** Makes the guard of an object named "a" that was left behind by someone, that long ago. */
async function leave(
  folder: string,
  holder: string | object,
  secondsAgo = 0,
  name = ".guard-a",
): Promise<void> {
  await writeFile(join(folder, name), typeof holder === "string" ? holder : JSON.stringify(holder));
  const time = Date.now() / 1000 - secondsAgo;
  await utimes(join(folder, name), time, time);
}
/** A holder of this machine whose process has ended: no process has so high an id. */
const dead = () => ({ token: "dead", thread: 0, process: { ...processMark(), pid: 2 ** 30 } });
const elsewhere = () => ({ token: "far", thread: 0, process: { ...processMark(), boot: "another", pid: 1 } });

test("underGuard() lets one at a time work, and leaves no guard", async () => {
  await withTemporaryFolder(async (folder) => {
    let working = 0;
    const work = async (assertHeld: () => Promise<void>) => {
      assert.is(++working, 1);
      // Those that wait may have drafts of their own guard there.
      const present = (await readdir(folder)).filter((name) => !name.startsWith(".tmp-"));
      assert.equal(present, [".guard-a"]);
      await assertHeld();
      working--;
    };
    await Promise.all(Array.from({ length: 16 }, () => underGuard(join(folder, "a"), files, work)));
    assert.equal(await readdir(folder), []);
  });
});

test("underGuard() throws what the work throws, and leaves no guard", async () => {
  await withTemporaryFolder(async (folder) => {
    const broken = new RangeError("It broke.");
    const fails = async () => {
      throw broken;
    };
    assert.is(await underGuard(join(folder, "a"), files, fails).catch((error) => error), broken);
    assert.equal(await readdir(folder), []);
  });
});

test("underGuard() takes over a guard whose process has ended, or that is older than 30 s and not known to be held", async () => {
  const leftOver: [string | object, number][] = [
    [{ ...elsewhere() }, 31],
    ["", 31],
    ['{"token":"half', 31],
    ["null", 31],
    [{ token: "without a process", thread: 0 }, 31],
  ];
  // Other systems do not say whether a process has ended.
  if (processMark() !== undefined) {
    leftOver.push([dead(), 0], [{ ...dead(), process: { ...processMark(), started: "1" } }, 0]);
    leftOver.push([{ token: "given back, but not removed", thread: 0, process: processMark() }, 0]);
  }
  for (const [holder, secondsAgo] of leftOver) {
    await withTemporaryFolder(async (folder) => {
      await leave(folder, holder, secondsAgo);
      assert.is(await underGuard(join(folder, "a"), files, done, 0), "done", JSON.stringify(holder));
      assert.equal(await readdir(folder), []);
    });
  }
});

test("underGuard() waits for whoever may be alive, and says in the end which file is in the way", async () => {
  const alive = script("for await (const _ of process.stdin);");
  const pid = alive.process.pid ?? 0;
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const started = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  const held: [string | object, number][] = [
    [elsewhere(), 29],
    ["", 29],
  ];
  if (processMark() !== undefined) {
    held.push([{ token: "other", thread: 0, process: { ...processMark(), pid, started } }, 3600]);
    held.push([{ token: "of another thread", thread: 7, process: processMark() }, 3600]);
  }
  for (const [holder, secondsAgo] of held) {
    await withTemporaryFolder(async (folder) => {
      await leave(folder, holder, secondsAgo);
      const message =
        /^Another process has held "[^"]+\/\.guard-a" for too long\. Run again, or, .+ remove that file\.$/;
      await failsWith("locked", message, () => underGuard(join(folder, "a"), files, done, 0));
      assert.equal(await readdir(folder), [".guard-a"]);
    });
  }
  alive.process.stdin.end();
  await alive.done();
});

test("underGuard() is not stopped by a process that was killed while it removed the guard of another", async () => {
  if (processMark() === undefined) return;
  await withTemporaryFolder(async (folder) => {
    await leave(folder, dead());
    await leave(folder, dead(), 0, ".guard-a~");
    await leave(folder, dead(), 0, ".guard-a~~");
    assert.is(await underGuard(join(folder, "a"), files, done, 1000), "done");
    assert.equal(await readdir(folder), []);
  });
});

test("underGuard() lets one of many take over a guard that was left behind, each time", async () => {
  for (let turn = 0; turn < 10; turn++) {
    await withTemporaryFolder(async (folder) => {
      await leave(folder, dead(), 31);
      let working = 0;
      const work = async () => {
        assert.is(++working, 1);
        await new Promise((resolve) => setImmediate(resolve));
        working--;
      };
      await Promise.all(Array.from({ length: 8 }, () => underGuard(join(folder, "a"), files, work)));
      assert.equal(await readdir(folder), []);
    });
  }
});

test("clearGuard() does not remove the guard that another has taken since the one it found was read", async () => {
  if (processMark() === undefined) return;
  for (const last of [1, 2, 3]) {
    await withTemporaryFolder(async (folder) => {
      const guard = join(folder, ".guard-a");
      const next = JSON.stringify(elsewhere());
      await leave(folder, dead());
      let reads = 0;
      const readFile = (async (...given: Parameters<FileSystem["readFile"]>) => {
        const text = await files.readFile(...given);
        // Right after it was read its holder gives it back and ends, and another one takes it.
        if (given[0] === guard && ++reads === last) await leave(folder, next);
        return text;
      }) as FileSystem["readFile"];
      assert.is(await clearGuard(guard, { ...files, readFile }), false);
      assert.equal(await readdir(folder), [".guard-a"]);
      assert.is(await files.readFile(guard, "utf8"), next);
    });
  }
});

test("underGuard() stops work whose guard was taken over, and leaves the other's guard", async () => {
  await withTemporaryFolder(async (folder) => {
    const other = JSON.stringify(elsewhere());
    const work = async (assertHeld: () => Promise<void>) => {
      await leave(folder, other);
      await assertHeld();
    };
    await failsWith(
      "locked",
      /^This process was paused .+ "[^"]+\.guard-a" that nothing was changed\. Run again\.$/,
      () => underGuard(join(folder, "a"), files, work),
    );
    assert.is(await files.readFile(join(folder, ".guard-a"), "utf8"), other);
  });
});

test("underGuard() survives a process that is killed at any moment", async () => {
  await withTemporaryFolder(async (folder) => {
    await mkdir(join(folder, "data"));
    for (const at of ["open", "file.writeFile", "rename"]) {
      const killed = script(`
        import { localStore } from "./store/objects/mod.ts";
        import { watchedFiles } from "./test/helpers/folders/watched_files.ts";
        const die = () => process.kill(process.pid, "SIGKILL");
        let opened = 0;
        // The second file that is opened is the guard.
        const after = async ({ name }) => {
          if (name === "open") opened++;
          if (opened === 2 && name === ${JSON.stringify(at)}) die();
        };
        const before = async ({ name }) => name === "rename" && ${JSON.stringify(at)} === name && die();
        const none = async () => { throw Object.assign(new Error("EPERM"), { code: "EPERM" }); };
        const files = { ...watchedFiles({ before, after }), link: none };
        await localStore(${JSON.stringify(join(folder, "data"))}, files).putNew("${at}", new Uint8Array(10));
      `);
      await killed.done().catch(() => undefined);
      const left = (await readdir(join(folder, "data"))).sort();
      assert.equal(
        left.map((name) => name.slice(0, 5)),
        [".guar", ".tmp-"],
        at,
      );
      const guard = join(folder, "data", left[0] ?? "");
      // As long as it is empty nobody knows whose it is.
      if (at === "open" || processMark() === undefined) await utimes(guard, 0, 0);
      assert.is(await underGuard(join(folder, "data", at), files, done, 0), "done", at);
      for (const name of await readdir(join(folder, "data"))) await files.rm(join(folder, "data", name));
    }
  });
});

test.run();
