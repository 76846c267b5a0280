import { readdir, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../errors/mod.ts";
import { LOCK_TIMINGS, withLock } from "../../store/lock.ts";
import { memoryStore } from "../../store/objects/memory/memory_store.ts";
import { localStore, type ObjectStore, type ProofOfLife } from "../../store/objects/mod.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { eachStore } from "../helpers/folders/each_store.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { killed, lockProcess } from "../helpers/locks/lock_process.ts";
import { script } from "../helpers/processes/script.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NAME = ".lock";
const ELSEWHERE = { pid: 14, host: "elsewhere", command: "merge" };
const nothing = async () => undefined;

async function lockIn(objects: ObjectStore): Promise<Record<string, unknown> | undefined> {
  const found = await objects.get(NAME);
  return found && JSON.parse(new TextDecoder().decode(found.bytes));
}

/** Leaves a lock, of another run unless something else is said. */
async function leave(objects: ObjectStore, more: object = {}): Promise<void> {
  const now = new Date().toISOString();
  const lock = { schema_version: 1, token: "t", ...ELSEWHERE, started_at: now, heartbeat: now, ...more };
  await objects.replace(NAME, new TextEncoder().encode(JSON.stringify(lock)));
}

/** The same store at another time by its own clock. */
function later(objects: ObjectStore, milliseconds: number): ObjectStore {
  return { ...objects, time: async () => new Date((await objects.time()).getTime() + milliseconds) };
}

/** A store that knows of every holder what is said here. */
function withLife(
  objects: ObjectStore,
  state: Awaited<ReturnType<ProofOfLife["state"]>>,
  mark: Record<string, string> = {},
): ObjectStore {
  return {
    ...objects,
    life: { begin: async () => ({ mark, end: async () => undefined }), state: async () => state },
  };
}

const refused = (objects: ObjectStore, message: RegExp) =>
  failsWith("locked", message, () => withLock({ objects }, "ingest", nothing));
const taken = async (objects: ObjectStore) =>
  assert.is(await withLock({ objects }, "ingest", async () => "taken"), "taken");

test("withLock() gives the work's result, and holds the lock meanwhile", async () => {
  await eachStore(async (objects) => {
    const now = new Date("2026-11-24T14:00:00Z");
    const work = async (held: { readonly objects: ObjectStore }) => {
      assert.is(held.objects, objects);
      return await lockIn(objects);
    };
    const { token, life, ...lock } = (await withLock({ objects }, "ingest", work, { now: () => now })) ?? {};
    assert.equal(lock, {
      schema_version: 1,
      pid: process.pid,
      host: hostname(),
      command: "ingest",
      started_at: "2026-11-24T14:00:00.000Z",
      heartbeat: "2026-11-24T14:00:00.000Z",
    });
    assert.match(String(token), /^[0-9a-f-]{36}$/);
    assert.is(life === undefined, objects.life === undefined);
    assert.is(await lockIn(objects), undefined);
  });
});

test("withLock() makes the folder, and leaves nothing in it", async () => {
  await withTemporaryFolder(async (folder) => {
    const data = join(folder, "a", "data");
    const objects = localStore(data);
    const names = await withLock({ objects }, "ingest", () => readdir(data));
    assert.match(names.sort().join(), /^\.lock,\.lock-[0-9a-f]{12}\.sock$/);
    assert.equal(await readdir(data), []);
  });
});

test("withLock() lets the folder go when the work fails, with the work's own error", async () => {
  await eachStore(async (objects) => {
    const error = new Failure("contract", "The work failed.");
    const work = async () => {
      throw error;
    };
    assert.is(await withLock({ objects }, "ingest", work).catch((caught: unknown) => caught), error);
    await taken(objects);
  });
});

test("withLock() refuses a folder that this very process holds", async () => {
  await eachStore(async (objects) => {
    await withLock({ objects }, "merge", async () => {
      await refused(objects, new RegExp(`"merge" \\(process ${process.pid} on "${hostname()}"\\)`));
    });
    await taken(objects);
  });
});

test("withLock() says who holds the folder, for how long, when it was last seen, and what to do", async () => {
  const objects = memoryStore();
  await leave(objects, { started_at: new Date(Date.now() - 2 * 60 * MINUTE).toISOString() });
  const who = /^The data folder "memory:" is in use by "merge" \(process 14 on "elsewhere"\), which /;
  const seen = / which started 2 hours ago and last showed a sign of life 3 minutes ago\. /;
  const advice =
    / Run again when it has finished; if it was cut off, its lock "memory:\.lock" expires in (6|7) minutes\.$/;
  for (const message of [who, seen, advice]) await refused(later(objects, 3 * MINUTE), message);
  await refused(withLife(objects, "alive"), /ago\. It is still running: run again when it has finished\.$/);
  await leave(objects, { started_at: "2126-01-01T00:00:00.000Z" });
  await refused(objects, /which started at 2126-01-01T00:00:00\.000Z and last/);
});

test("withLock() lets one alone of sixteen have the folder", async () => {
  for (const before of [nothing, (objects: ObjectStore) => leave(objects)]) {
    await eachStore(async (store) => {
      await before(store);
      const objects = withLife(store, "dead");
      let working = 0;
      let refusals = 0;
      let finish = () => {};
      const finished = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const settle = () => {
        if (working + refusals === 16) finish();
      };
      const work = async () => {
        working++;
        settle();
        await finished;
      };
      // Each has found no lock, or a dead one, before the first of them writes its own.
      let found = 0;
      let allFound = () => {};
      const gate = new Promise<void>((resolve) => {
        allFound = resolve;
      });
      const get: ObjectStore["get"] = async (name) => {
        const got = await objects.get(name);
        if (++found === 16) allFound();
        await gate;
        return got;
      };
      const racers = Array.from({ length: 16 }, async () => {
        await withLock({ objects: { ...objects, get } }, "run", work).catch((error: unknown) => {
          assert.ok(error instanceof Failure && error.kind === "locked", String(error));
          refusals++;
          settle();
        });
      });
      await Promise.all(racers);
      assert.is(working, 1);
      assert.is(refusals, 15);
      assert.is(await lockIn(store), undefined);
    });
  }
});

test("withLock() takes over a lock of whatever host that was not renewed for ten minutes, and no younger one", async () => {
  await eachStore(async (objects) => {
    await leave(objects);
    await refused(later(objects, 9 * MINUTE), /last showed a sign of life (8|9) minutes ago/);
    assert.is((await lockIn(objects))?.host, "elsewhere");
    await taken(later(objects, 11 * MINUTE));
    assert.is(await lockIn(objects), undefined);
  });
});

test("withLock() takes over at once a lock whose holder has ended, and leaves one whose holder is alive", async () => {
  await eachStore(async (objects) => {
    await leave(objects);
    await refused(withLife(objects, "alive"), /"merge"/);
    await refused(withLife(objects, "unknown"), /"merge"/);
    await taken(withLife(objects, "dead"));
  });
});

test("withLock() takes over the lock of a holder that is alive, but has not renewed it for ten minutes", async () => {
  await eachStore(async (objects) => {
    await leave(objects);
    await taken(withLife(later(objects, 11 * MINUTE), "alive"));
  });
});

test("withLock() judges by the store's clock when the one of this machine, or of the holder, is wrong", async () => {
  await eachStore(async (objects) => {
    for (const wrong of [400 * DAY, -400 * DAY]) {
      const now = () => new Date(Date.now() + wrong);
      await leave(objects);
      await failsWith("locked", /"merge"/, () => withLock({ objects }, "ingest", nothing, { now }));
      const here = { host: hostname(), life: { boot_id: "here" } };
      await leave(objects, here);
      const same = withLife(objects, "unknown", { boot_id: "here" });
      await failsWith("locked", /"merge"/, () => withLock({ objects: same }, "ingest", nothing, { now }));
      await leave(objects, { started_at: now().toISOString(), heartbeat: now().toISOString() });
      await refused(objects, /"merge"/);
      await taken(later(objects, 11 * MINUTE));
    }
  });
});

test("withLock() takes over a lock from before this host was started anew once it is ten minutes old by itself", async () => {
  await eachStore(async (objects) => {
    const store = withLife(objects, "unknown", { boot_id: "this" });
    const old = new Date(Date.now() - 11 * MINUTE).toISOString();
    const here = { host: hostname(), life: { boot_id: "earlier" } };
    await leave(objects, here);
    await refused(store, /"merge"/);
    for (const other of [{ host: "elsewhere" }, { life: { boot_id: "this" } }, { life: {} }]) {
      await leave(objects, { ...here, heartbeat: old, ...other });
      await refused(store, /"merge"/);
    }
    await leave(objects, { ...here, heartbeat: old });
    await taken(store);
  });
});

test("withLock() takes over a lock from a time that the store's clock has not reached again", async () => {
  await eachStore(async (objects) => {
    await leave(objects);
    const before = later(objects, -400 * DAY);
    await refused(withLife(before, "alive"), /"merge"/);
    await taken(before);
    await leave(objects);
    await refused(later(objects, -MINUTE), /"merge"/);
  });
});

test("withLock() takes over locks of earlier versions ten minutes after they began, by whatever host", async () => {
  const process = "11111111-2222-3333-4444-555555555555 8123";
  const months = { token: undefined, heartbeat: undefined, started_at: "2026-01-20T10:15:00.000Z", process };
  await eachStore(async (objects) => {
    // That of a container which was replaced by another one, with another name.
    await leave(objects, { ...months, host: "3f2a9c1b7d10" });
    await taken(objects);
    // That of this host before it was started anew; another process has the id by now.
    await leave(objects, { ...months, host: hostname(), pid: 1 });
    await taken(objects);
    await leave(objects, { ...months, started_at: new Date().toISOString() });
    await refused(objects, /"merge" \(process 14 on "elsewhere"\)/);
    await taken(later(objects, 11 * MINUTE));
  });
});

test("withLock() lets a lock that says nothing, such as one made by hand, count for ten minutes", async () => {
  for (const text of ["", "null", "{}", "7", '{"host": "x"}', "{", '{"token": "t", "pid": "1"}']) {
    await eachStore(async (objects) => {
      const bytes = new TextEncoder().encode(text);
      await objects.putNew(NAME, bytes);
      const message =
        /in use by a run that its lock does not name, whose last sign of life was 0 seconds ago\. Run again .+\.lock" expires in (9|10) minutes\.$/;
      await refused(objects, message);
      assert.equal((await objects.get(NAME))?.bytes.length, bytes.length);
      await taken(later(objects, 11 * MINUTE));
    });
  }
});

test("withLock() takes over a file that was a lock long ago", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, NAME);
    await writeFile(path, "");
    const old = new Date(Date.now() - 30 * DAY);
    await utimes(path, old, old);
    await taken(localStore(folder));
  });
});

test("withLock() gives way to a run that takes a dead lock over just before", async () => {
  await eachStore(async (objects) => {
    await leave(objects);
    let finishFaster = () => {};
    let faster: Promise<unknown> | undefined;
    // The slower run finds the old lock; before it goes on, the faster one takes that over and begins its work.
    const get: ObjectStore["get"] = async (name) => {
      const found = await objects.get(name);
      if (faster !== undefined) return found;
      await new Promise<void>((begun) => {
        const work = () => {
          begun();
          return new Promise<void>((resolve) => {
            finishFaster = resolve;
          });
        };
        faster = withLock({ objects: withLife(objects, "dead") }, "faster", work);
        faster.catch(begun);
      });
      return found;
    };
    await refused({ ...withLife(objects, "dead"), get }, /in use by "faster"|by another run/);
    assert.is((await lockIn(objects))?.command, "faster");
    finishFaster();
    await faster;
    assert.is(await lockIn(objects), undefined);
  });
});

test("withLock() knows its own lock when the store wrote it and then lost the answer", async () => {
  const objects = memoryStore();
  const putNew: ObjectStore["putNew"] = async (name, bytes) => !(await objects.putNew(name, bytes));
  await taken({ ...objects, putNew });
  await leave(objects);
  const replace: ObjectStore["replace"] = async (...given) => {
    await objects.replace(...given);
    return undefined;
  };
  await taken({ ...withLife(objects, "dead"), replace });
  assert.is(await lockIn(objects), undefined);
});

test("withLock() does not remove the lock of another run, which took its own over", async () => {
  await eachStore(async (objects) => {
    await withLock({ objects }, "ingest", () => leave(objects, { token: "another" }));
    assert.is((await lockIn(objects))?.token, "another");
    // Between looking and removing, too.
    const get: ObjectStore["get"] = async (name) => {
      const found = await objects.get(name);
      await leave(objects, { token: "a third" });
      return found;
    };
    await objects.remove([NAME]);
    let hasWorked = false;
    const late = { ...objects, get: (name: string) => (hasWorked ? get(name) : objects.get(name)) };
    await withLock({ objects: late }, "ingest", async () => {
      hasWorked = true;
    });
    assert.is((await lockIn(objects))?.token, "a third");
  });
});

test("withLock() lets the folder go on a full disk, on which nothing can be removed under a condition", async () => {
  await eachStore(async (objects) => {
    const full: ObjectStore = {
      ...objects,
      removeExpected: async () => {
        throw new Failure("io", "The disk is full.");
      },
    };
    await withLock({ objects: full }, "ingest", nothing);
    assert.is(await lockIn(objects), undefined);
    // But not what another run has taken over meanwhile.
    await withLock({ objects: full }, "ingest", async () => await leave(objects));
    assert.is((await lockIn(objects))?.host, "elsewhere");
  });
});

test("withLock() lets no trouble with the lock hide how the work ended", async () => {
  await eachStore(async (objects) => {
    const trouble = async () => {
      throw new Failure("permission", "It may not be removed.");
    };
    const life: ProofOfLife = {
      begin: async () => ({ mark: {}, end: trouble }),
      state: async () => "unknown",
    };
    const store = { ...objects, removeExpected: trouble, life };
    assert.is(await withLock({ objects: store }, "ingest", async () => "done"), "done");
    await objects.remove([NAME]);
    const error = new Error("The work failed.");
    const work = async () => {
      throw error;
    };
    assert.is(await withLock({ objects: store }, "ingest", work).catch((caught: unknown) => caught), error);
  });
});

test("withLock() does no work, and ends its proof of life, when the lock cannot be written", async () => {
  await eachStore(async (objects) => {
    let proofs = 0;
    const life: ProofOfLife = {
      begin: async () => {
        proofs++;
        return { mark: {}, end: async () => void proofs-- };
      },
      state: async () => "dead",
    };
    const full = async () => {
      throw new Failure("io", "The disk is full.");
    };
    let worked = false;
    const work = async () => {
      worked = true;
    };
    const store = { ...objects, life, putNew: full, replace: full };
    await failsWith("io", /full/, () => withLock({ objects: store }, "ingest", work));
    await leave(objects);
    await failsWith("io", /full/, () => withLock({ objects: store }, "ingest", work));
    assert.not.ok(worked);
    assert.is(proofs, 0);
  });
});

test("withLock() renews the lock while the work lasts, and stops at its end", async () => {
  await eachStore(async (objects) => {
    let time = Date.now();
    const beats = await withLock(
      { objects },
      "ingest",
      async ({ assertHeld }) => {
        const first = await lockIn(objects);
        time += 9 * MINUTE;
        let next = first;
        while (next?.heartbeat === first?.heartbeat) {
          await sleep(2);
          next = await lockIn(objects);
        }
        await assertHeld();
        assert.equal({ ...next, heartbeat: first?.heartbeat }, first);
        return [first?.heartbeat, next?.heartbeat].map(String).map(Date.parse);
      },
      { now: () => new Date(time) },
      { ...LOCK_TIMINGS, renewEvery: 5 },
    );
    assert.is((beats[1] ?? 0) - (beats[0] ?? 0), 9 * MINUTE);
    await sleep(20);
    assert.is(await lockIn(objects), undefined);
  });
});

test("withLock() tries again when the store cannot renew the lock", async () => {
  const objects = memoryStore();
  let attempts = 0;
  const replace: ObjectStore["replace"] = async (...given) => {
    if (++attempts < 3) throw new Failure("io", "The store is away.");
    return await objects.replace(...given);
  };
  await withLock(
    { objects: { ...objects, replace } },
    "ingest",
    async ({ assertHeld }) => {
      while (attempts < 4) await sleep(2);
      await assertHeld();
    },
    undefined,
    { ...LOCK_TIMINGS, renewEvery: 3 },
  );
  assert.is(await lockIn(objects), undefined);
});

test("assertHeld() stops a run whose lock another one took over, or somebody removed, for good", async () => {
  for (const [change, message] of [
    [(objects: ObjectStore) => leave(objects), /: "merge" \(process 14 on "elsewhere"\) has taken it over\./],
    [(objects: ObjectStore) => objects.remove([NAME]), /: it was removed\./],
    [(objects: ObjectStore) => objects.replace(NAME, new Uint8Array()), /: it was changed\./],
  ] as const) {
    await eachStore(async (objects) => {
      await withLock(
        { objects },
        "ingest",
        async ({ assertHeld }) => {
          await assertHeld();
          const own = await objects.get(NAME);
          await change(objects);
          await failsWith("locked", message, assertHeld);
          const left = await objects.get(NAME);
          await sleep(20);
          assert.equal((await objects.get(NAME))?.tag, left?.tag, "it is not renewed");
          await objects.replace(NAME, own?.bytes ?? new Uint8Array());
          await failsWith("locked", /published nothing more\. Run again\.$/, assertHeld);
        },
        undefined,
        { ...LOCK_TIMINGS, renewEvery: 5 },
      );
    });
  }
});

test("assertHeld() stops a run that has not renewed its lock for ten minutes, by both clocks", async () => {
  await eachStore(async (objects) => {
    let [wall, elapsed] = [Date.now(), 0];
    const effects = { now: () => new Date(wall), elapsed: () => elapsed };
    const run = (work: (assertHeld: () => Promise<void>) => Promise<void>) =>
      withLock({ objects }, "ingest", ({ assertHeld }) => work(assertHeld), effects);
    await run(async (assertHeld) => {
      wall += 400 * DAY;
      await assertHeld();
      elapsed += 9 * MINUTE;
      await assertHeld();
      elapsed += 2 * MINUTE;
      const message =
        /^This run lost the lock ".+\.lock": it was suspended, or could not renew it, for more than 10 minutes\. It published nothing more\. Run again\.$/;
      await failsWith("locked", message, assertHeld);
      elapsed = 0;
      await failsWith("locked", message, assertHeld);
    });
    await run(async (assertHeld) => {
      elapsed += 11 * MINUTE;
      await assertHeld();
    });
  });
});

test("withLock() does not renew a lock that has expired, though nobody took it over", async () => {
  await eachStore(async (objects) => {
    let [wall, elapsed] = [Date.now(), 0];
    const effects = { now: () => new Date(wall), elapsed: () => elapsed };
    const work = async () => {
      const before = (await objects.get(NAME))?.tag;
      wall += 11 * MINUTE;
      elapsed += 11 * MINUTE;
      await sleep(20);
      assert.is((await objects.get(NAME))?.tag, before);
    };
    await withLock({ objects }, "ingest", work, effects, { ...LOCK_TIMINGS, renewEvery: 5 });
  });
});

test("withLock() takes over the lock of a process that was killed, at once, and not before", async () => {
  await withTemporaryFolder(async (folder) => {
    const objects = localStore(folder);
    const holder = await lockProcess({ task: "hold", folder });
    assert.is((await holder.said()).trim(), "held");
    await refused(objects, new RegExp(`"hold" \\(process ${holder.process.pid} on .+ It is still running`));
    await killed(holder);
    await taken(objects);
    assert.is(await lockIn(objects), undefined);
  });
});

test("withLock() does not keep a process running whose work waits for nothing", async () => {
  await script(`
    import { withLock } from "./store/lock.ts";
    import { memoryStore } from "./store/objects/memory/memory_store.ts";
    withLock({ objects: memoryStore() }, "ingest", () => new Promise(() => undefined));
  `).done();
});

test.run();
