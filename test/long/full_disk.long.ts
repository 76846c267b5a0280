import { execFileSync } from "node:child_process";
import { cp, readdir, rm, stat, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../errors/mod.ts";
import { verify } from "../../pipelines/maintain/verify.ts";
import { STORE_TASKS, type StoreTask, TASK_TIME } from "../helpers/faults/store_tasks.ts";
import { type DataFolder, withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { inCopy, shown } from "../helpers/folders/whole_folder.ts";
import { worldAt } from "../helpers/world.ts";
import { type Figures, keepFigures } from "./_figures.ts";

const figures: Figures[] = [];
const PAGE = 4096;
/** In pages: the lock, and the inventory before it is renamed, beside what guards its place. */
const PRUNE_ROOM = 3;
const mount = (...args: readonly string[]) => execFileSync("mount", args, { stdio: "pipe" });

/** Whether this user may mount a file system. */
async function mayMount(): Promise<boolean> {
  let may = false;
  await withDataFolder(async ({ path }) => {
    try {
      mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", path);
      execFileSync("umount", [path]);
      may = true;
    } catch {
      may = false;
    }
  });
  return may;
}

/** Does some work with a copy of a data folder on a disk of its own, with so many pages of room. */
async function onDisk(
  begun: DataFolder,
  pages: number,
  work: (folder: DataFolder) => Promise<void>,
): Promise<void> {
  await withDataFolder(async (mounted) => {
    mount("-t", "tmpfs", "-o", "size=8m", "tmpfs", mounted.path);
    try {
      await cp(begun.path, mounted.path, { recursive: true });
      const { bavail, bsize } = await statfs(mounted.path);
      const filler = Math.floor((bavail * bsize) / PAGE) - pages;
      if (filler > 0) await writeFile(join(mounted.path, "filler"), new Uint8Array(filler * PAGE));
      await work(mounted);
    } finally {
      execFileSync("umount", [mounted.path]);
    }
  });
}

const diskTest = (await mayMount()) ? test : test.skip;

for (const [name, task] of Object.entries(STORE_TASKS) as [string, StoreTask][]) {
  // A prune makes room as it goes, which is tried below.
  if (name.startsWith("a prune") || name === "an ingest over a dead lock") continue;
  diskTest(
    `${name} on a disk that is full ends with 74 and loses nothing, however much room there is`,
    async () => {
      await withDataFolder(async (begun) => {
        await task.before(begun);
        const old = await shown(begun);
        let done = old;
        await inCopy(begun, async (folder) => {
          await task.run(folder.settings(), worldAt(TASK_TIME));
          done = await shown(folder);
        });
        let [failures, succeeded] = [0, false];
        for (let pages = 0; !succeeded && pages < 40; pages++) {
          await onDisk(begun, pages, async (folder) => {
            const where = `${name} with ${pages} pages of room`;
            const settings = folder.settings();
            try {
              await task.run(settings, worldAt(TASK_TIME));
              succeeded = true;
            } catch (error) {
              failures++;
              assert.instance(error, Failure, `${where}: ${error}`);
              assert.is((error as Failure).kind, "io", `${where}: ${error}`);
            }
            assert.equal((await verify(placeIn(settings))).problems, [], where);
            const now = await shown(folder);
            for (const version of old.versions)
              assert.ok(now.versions.has(version), `${where}: "${version}" is lost`);
            assert.ok([old.current, done.current].includes(now.current), where);
            await rm(join(folder.path, "filler"), { force: true });
            await task.run(settings, worldAt("2024-11-24T17:30:00Z"));
            assert.equal((await verify(placeIn(settings))).problems, [], `${where}, then with room`);
            const left = await readdir(folder.path, { recursive: true });
            assert.equal(
              left.filter((path) => /(^|\/)\./.test(path)),
              [],
              where,
            );
          });
        }
        assert.ok(succeeded && failures >= 3, `${failures} failures`);
        figures.push({
          tried: `${name} on a real disk (tmpfs) with 0, 1, 2 … pages of room, until it fits`,
          times: failures + 1,
          held: "exit code 74, nothing half-written, no version lost; with room the next run succeeded",
          counts: { full: failures },
        });
      });
    },
  );
}

diskTest("a prune makes room on a disk that is full", async () => {
  await withDataFolder(async (begun) => {
    await STORE_TASKS["a prune"].before(begun);
    await onDisk(begun, PRUNE_ROOM, async (folder) => {
      const settings = folder.settings();
      await STORE_TASKS["a prune"].run(settings, worldAt(TASK_TIME));
      assert.equal((await verify(placeIn(settings))).problems, []);
      const { bavail } = await statfs(folder.path);
      assert.ok(bavail > 4, `${bavail} pages`);
    });
  });
});

diskTest("every command on a read-only disk ends with 73, 74 or 77 and changes nothing", async () => {
  for (const [name, task] of Object.entries(STORE_TASKS) as [string, StoreTask][]) {
    await withDataFolder(async (begun) => {
      await task.before(begun);
      await onDisk(begun, 100, async (folder) => {
        const before = await folder.files();
        const { size } = await stat(join(folder.path, "filler"));
        assert.ok(size > 0);
        mount("-o", "remount,ro", folder.path);
        const error = await task
          .run(folder.settings(), worldAt(TASK_TIME))
          .catch((caught: unknown) => caught);
        assert.instance(error, Failure, `${name}: ${error}`);
        assert.ok(
          ["cannot-create", "io", "permission"].includes((error as Failure).kind),
          `${name}: ${error}`,
        );
        assert.match((error as Failure).message, /read-only|EROFS/, name);
        assert.equal(await folder.files(), before, name);
      });
    });
  }
  const times = Object.keys(STORE_TASKS).length;
  figures.push({
    tried: "every command on a read-only disk",
    times,
    held: "exit code 73, 74 or 77, nothing changed",
  });
});

test.after(() => (figures.length === 0 ? undefined : keepFigures("full_disk", figures)));

test.run();
