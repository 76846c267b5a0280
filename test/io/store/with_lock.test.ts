import { access, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../../errors/mod.ts";
import { processMark } from "../../../io/store/_process_mark.ts";
import { realFileSystem } from "../../../io/store/file_system.ts";
import { withLock } from "../../../io/store/with_lock.ts";
import { eachFault } from "../../helpers/each_fault.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { type Script, script } from "../../helpers/script.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

const NOW = new Date("2026-11-24T14:00:00Z");
const nothing = async () => undefined;

/** Another process that holds the folder until its standard input ends. */
async function holding(folder: string): Promise<Script> {
  const other = script(`
    import { withLock } from "./io/store/mod.ts";
    await withLock(${JSON.stringify(folder)}, "ingest", new Date("2026-11-24T13:59:00Z"), async () => {
      console.log("held");
      for await (const _ of process.stdin);
    });
  `);
  await other.said();
  return other;
}

/** The id of a process that has ended. */
async function deadPid(): Promise<number> {
  const { process, done } = script("");
  await done();
  return process.pid ?? 0;
}

const lockOf = (pid: number, host = hostname()) =>
  JSON.stringify({ pid, host, command: "merge", started_at: "2026-11-24T13:00:00.000Z" });
const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

test("withLock() gives the work's result, holds the lock while it lasts, and makes the folder", async () => {
  await withTemporaryFolder(async (folder) => {
    const data = join(folder, "a", "data");
    const held = await withLock(data, "ingest", NOW, async () =>
      JSON.parse(await readFile(join(data, ".lock"), "utf8")),
    );
    assert.equal(held, {
      pid: process.pid,
      host: hostname(),
      command: "ingest",
      started_at: "2026-11-24T14:00:00.000Z",
      process: processMark(process.pid),
    });
    assert.equal(await readdir(data), []);
  });
});

test("withLock() takes over the lock of a process that is gone though another one has its id, and of no other", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, ".lock");
    const own = processMark(process.pid);
    if (own === undefined) return;
    await writeFile(path, JSON.stringify({ ...JSON.parse(lockOf(process.pid)), process: own }));
    await failsWith("locked", /is held by "merge" of process/, () =>
      withLock(folder, "ingest", NOW, nothing),
    );
    await writeFile(path, JSON.stringify({ ...JSON.parse(lockOf(process.pid)), process: `${own}0` }));
    assert.is(await withLock(folder, "ingest", NOW, async () => "taken over"), "taken over");
    assert.equal(await readdir(folder), []);
  });
});

test("withLock() lets the folder go when the work fails, with the work's own error", async () => {
  await withTemporaryFolder(async (folder) => {
    const error = new Failure("contract", "The work failed.");
    const work = async () => {
      throw error;
    };
    assert.is(await withLock(folder, "ingest", NOW, work).catch((caught: unknown) => caught), error);
    assert.equal(await readdir(folder), []);
    assert.is(await withLock(folder, "ingest", NOW, async () => "again"), "again");
  });
});

test("withLock() refuses a folder that another process holds, and says who holds it", async () => {
  await withTemporaryFolder(async (folder) => {
    const other = await holding(folder);
    try {
      const message = new RegExp(
        `^The data folder "${folder}" is held by "ingest" of process ${other.process.pid} on "${hostname()}", ` +
          `begun 2026-11-24T13:59:00.000Z\\. Run again when it is done, or, if that run is gone, ` +
          `remove "${folder}/\\.lock"\\.$`,
      );
      let worked = false;
      await failsWith("locked", message, () =>
        withLock(folder, "merge", NOW, async () => {
          worked = true;
        }),
      );
      assert.not.ok(worked);
      assert.equal(await readdir(folder), [".lock"]);
    } finally {
      other.process.stdin.end();
      await other.done();
    }
    assert.equal(await readdir(folder), []);
    assert.is(await withLock(folder, "merge", NOW, async () => "mine"), "mine");
  });
});

test("withLock() refuses a folder that this very process holds", async () => {
  await withTemporaryFolder(async (folder) => {
    const message = new RegExp(`"ingest" of process ${process.pid} on`);
    await withLock(folder, "ingest", NOW, () =>
      failsWith("locked", message, () => withLock(folder, "merge", NOW, nothing)),
    );
    assert.equal(await readdir(folder), []);
  });
});

test("withLock() lets one alone of many have the folder", async () => {
  await withTemporaryFolder(async (folder) => {
    let working = 0;
    const runs = Array.from({ length: 10 }, () =>
      withLock(folder, "run", NOW, async () => {
        assert.is(++working, 1);
        await readdir(folder);
        working--;
      }),
    );
    for (const run of await Promise.allSettled(runs)) {
      if (run.status === "rejected") assert.is(run.reason.kind, "locked", run.reason.message);
    }
    assert.equal(await readdir(folder), []);
  });
});

test("withLock() takes over the lock of a process that was killed", async () => {
  await withTemporaryFolder(async (folder) => {
    const other = await holding(folder);
    other.process.kill("SIGKILL");
    await other.done().catch(() => undefined);
    assert.ok(await isThere(join(folder, ".lock")));
    const holder = await withLock(folder, "merge", NOW, () => readFile(join(folder, ".lock"), "utf8"));
    assert.is(JSON.parse(holder).pid, process.pid);
    assert.equal(await readdir(folder), []);
  });
});

test("withLock() leaves the lock of another machine, whose processes it cannot ask for", async () => {
  await withTemporaryFolder(async (folder) => {
    const lock = lockOf(await deadPid(), "elsewhere");
    await writeFile(join(folder, ".lock"), lock);
    await failsWith("locked", /held by "merge" of process \d+ on "elsewhere", begun 2026-11-24T13:00/, () =>
      withLock(folder, "merge", NOW, nothing),
    );
    assert.is(await readFile(join(folder, ".lock"), "utf8"), lock);
  });
});

test("withLock() leaves a lock that names no holder, such as one made by hand", async () => {
  for (const lock of ["", "null", "{}", "7", '{"host": "x"}']) {
    await withTemporaryFolder(async (folder) => {
      await writeFile(join(folder, ".lock"), lock);
      const message = /is held by another run\. Run again .+, remove ".+\/\.lock"\.$/;
      await failsWith("locked", message, () => withLock(folder, "merge", NOW, nothing));
      assert.is(await readFile(join(folder, ".lock"), "utf8"), lock);
    });
  }
});

test("withLock() does not remove the lock of a run that took a dead lock over just before", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, ".lock");
    await writeFile(path, lockOf(await deadPid()));
    let finishFaster = () => {};
    let faster: Promise<unknown> | undefined;
    // The slower run reads the dead lock; before it goes on, the faster one takes it over and begins its work.
    const readFile = (async (...given: Parameters<typeof realFileSystem.readFile>) => {
      const text = await realFileSystem.readFile(...given);
      if (faster === undefined) {
        await new Promise<void>((begun) => {
          const work = () => {
            begun();
            return new Promise<void>((resolve) => {
              finishFaster = resolve;
            });
          };
          faster = withLock(folder, "faster", NOW, work);
          faster.catch(begun);
        });
      }
      return text;
    }) as typeof realFileSystem.readFile;

    await failsWith("locked", /is held by "faster" of process/, () =>
      withLock(folder, "slower", NOW, nothing, { ...realFileSystem, readFile }),
    );
    assert.is(JSON.parse(await realFileSystem.readFile(path, "utf8")).command, "faster");
    assert.equal(await readdir(folder), [".lock"]);
    finishFaster();
    await faster;
    assert.equal(await readdir(folder), []);
  });
});

test("withLock() gives way to a run that takes the folder in the moment in which a dead lock is gone", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, ".lock");
    await writeFile(path, lockOf(await deadPid()));
    const rm = (async (...given: Parameters<typeof realFileSystem.rm>) => {
      await realFileSystem.rm(...given);
      if (given[0] === path) await writeFile(path, lockOf(process.pid, "elsewhere"));
    }) as typeof realFileSystem.rm;
    let worked = false;
    await failsWith("locked", /on "elsewhere"/, () =>
      withLock(folder, "slower", NOW, async () => (worked = true), { ...realFileSystem, rm }),
    );
    assert.not.ok(worked);
  });
});

test("withLock() gives way to a run that is clearing a dead lock away", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, ".lock"), lockOf(await deadPid()));
    await writeFile(join(folder, ".lock-clearing"), lockOf(process.pid));
    const message = /held by "merge" of process .+ if that run is gone, remove ".+\/\.lock-clearing"\.$/;
    await failsWith("locked", message, () => withLock(folder, "merge", NOW, nothing));
    assert.equal((await readdir(folder)).sort(), [".lock", ".lock-clearing"]);
  });
});

test("withLock() takes over a dead lock that a process which is gone too was clearing away, whatever it left", async () => {
  const dead = lockOf(await deadPid());
  for (const names of [
    [".lock", ".lock-clearing"],
    [".lock-clearing"],
    [".lock", ".lock-clearing", ".lock-clearing-clearing"],
  ]) {
    await withTemporaryFolder(async (folder) => {
      for (const name of names) await writeFile(join(folder, name), dead);
      const work = async () => assert.equal(await readdir(folder), [".lock"], names.join());
      await withLock(folder, "merge", NOW, work);
      assert.equal(await readdir(folder), [], names.join());
    });
  }
});

test("withLock() does no work, and leaves no lock, when a call that takes the lock fails", async () => {
  await eachFault(["ENOSPC", "EACCES"], ({ files, code, failed }) =>
    withTemporaryFolder(async (folder) => {
      let worked = false;
      const work = async () => {
        worked = true;
        return "result";
      };
      const outcome = await withLock(folder, "ingest", NOW, work, files).catch((error: unknown) => error);
      // Once the lock is taken, what another left beside it can wait.
      if ([undefined, "rm", "access"].includes(failed())) {
        assert.is(outcome, "result", failed());
        return;
      }
      assert.not.ok(worked, failed());
      assert.instance(outcome, Failure, failed());
      assert.is((outcome as Failure).kind, code === "ENOSPC" ? "io" : "cannot-create", failed());
      assert.match((outcome as Failure).message, /\/\.lock"/);
      assert.equal(await readdir(folder), [], failed());
    }),
  );
});

test("withLock() lets no trouble with the lock hide how the work ended", async () => {
  await withTemporaryFolder(async (folder) => {
    const rm = async () => {
      throw Object.assign(new Error("EROFS: read-only file system, rm"), { code: "EROFS" });
    };
    const error = new Error("The work failed.");
    const work = async () => {
      throw error;
    };
    const files = { ...realFileSystem, rm };
    assert.is(await withLock(folder, "ingest", NOW, work, files).catch((caught: unknown) => caught), error);
  });
});

test("withLock() says where it cannot make a lock", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "file"), "");
    await failsWith("cannot-create", /file\/\.lock"\. A file stands where a folder should be/, () =>
      withLock(join(folder, "file"), "ingest", NOW, nothing),
    );
    await mkdir(join(folder, ".lock"));
    await failsWith("locked", /held by another run/, () => withLock(folder, "ingest", NOW, nothing));
  });
});

test.run();
