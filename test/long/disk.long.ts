import { rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../errors/mod.ts";
import { eachFault } from "../helpers/faults/each_fault.ts";
import { STORE_TASKS, type StoreTask, TASK_TIME } from "../helpers/faults/store_tasks.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { checkWhole, inCopy, shown } from "../helpers/folders/whole_folder.ts";
import { worldAt } from "../helpers/world.ts";
import { type Figures, keepFigures } from "./_figures.ts";

/** The code that matters most, and for an ingest all that disks are known to give. */
const SOME = ["ENOSPC"];
const ALL = ["ENOSPC", "EROFS", "EACCES", "EIO", "EMFILE"];
const KINDS = ["cannot-create", "io", "permission"];
const HELD =
  "exit code 73, 74 or 77, or the run did its work all the same; no version lost, nothing half-written, current.csv the old or the new one; the next run succeeded";
const figures: Figures[] = [];

for (const [name, task] of Object.entries(STORE_TASKS) as [string, StoreTask][]) {
  if (name === "an ingest over a dead lock") continue;
  const codes = name === "an ingest" ? ALL : SOME;
  test(`${name} loses nothing when any call to the disk fails, and says what to do`, async () => {
    await withDataFolder(async (begun) => {
      await task.before(begun);
      const old = await shown(begun);
      let done = old;
      await inCopy(begun, async (folder) => {
        await task.run(folder.settings(), worldAt(TASK_TIME));
        done = await shown(folder);
      });
      const counts = { failed: 0, succeeded: 0 };
      await eachFault(codes, ({ files, code, failed }) =>
        inCopy(begun, async (folder) => {
          const error = await task.run(folder.settings(), worldAt(TASK_TIME), files).then(
            () => undefined,
            (caught: unknown) => caught,
          );
          const call = failed();
          if (call === undefined) return assert.is(error, undefined);
          const where = `${name}, ${code} in ${call}`;
          counts[error === undefined ? "succeeded" : "failed"]++;
          if (error !== undefined) {
            assert.instance(error, Failure, `${where}: ${error}`);
            assert.ok(
              KINDS.includes((error as Failure).kind),
              `${where}: ${error} (${(error as Failure).kind})`,
            );
            assert.match((error as Failure).message, /"[^"]*\/[^"]*"/, where);
          }
          // A lock that could not be removed is dead with its process; this one lives on.
          await rm(join(folder.path, ".lock"), { force: true });
          await checkWhole(folder, task, old, done, where);
        }),
      );
      const times = (counts.failed ?? 0) + (counts.succeeded ?? 0);
      assert.ok(times >= 60 * codes.length, `${times} faults`);
      figures.push({
        tried: `${codes.join(", ")} in each call to the disk of ${name}`,
        times,
        held: HELD,
        counts,
      });
    });
  });
}

test.after(() => keepFigures("disk", figures));

test.run();
