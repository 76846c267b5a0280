import { rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { eachFault } from "../helpers/faults/each_fault.ts";
import { eachStop } from "../helpers/faults/each_stop.ts";
import { stopsCleanly } from "../helpers/faults/stops_cleanly.ts";
import { compactIn, HOURLY, merged, named, threeSnapshots } from "../helpers/folders/compacted.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { inCopy } from "../helpers/folders/whole_folder.ts";

test("compact() that fails at any call to the disk changes nothing about a merge, and can be run again", async () => {
  await withDataFolder(async (begun) => {
    await threeSnapshots(begun);
    const before = await merged(begun);
    const calls = await eachFault(["EIO"], ({ files, failed }) =>
      inCopy(begun, async (folder) => {
        const outcome = await compactIn(folder, { removeCsv: true }, files).catch(String);
        if (failed() === undefined) assert.type(outcome, "object");
        assert.equal(await merged(folder), before, failed());
        // A lock that could not be removed is dead with its process; this one lives on.
        await rm(join(folder.path, ".lock"), { force: true });
        await compactIn(folder, { removeCsv: true });
        assert.equal(await named(folder, ".csv"), [`${HOURLY}/20261101_000000.csv`]);
        assert.is((await named(folder, ".parquet")).length, 1);
      }),
    );
    const made = ["link", "file.sync", "file.read", "readFile", "rm"];
    assert.ok(
      made.every((name) => calls.includes(name)),
      calls.join(),
    );
  });
});

test("compact() stops wherever it is told to, and leaves whole months alone", async () => {
  await withDataFolder(async (begun) => {
    await threeSnapshots(begun);
    const before = await merged(begun);
    let withPartition = 0;
    const points = await eachStop("terminated", (turn) =>
      inCopy(begun, async (folder) => {
        const run = () => compactIn(folder, { removeCsv: true, all: true, stop: turn.stop });
        if (!(await stopsCleanly(folder, turn, run))) return;
        const partitions = (await named(folder, ".parquet")).length;
        assert.is((await named(folder, ".manifest.json")).length, 3 + partitions);
        if (partitions > 0) withPartition++;
        assert.equal(await merged(folder), before);
      }),
    );
    assert.ok(points >= 12, `${points} points`);
    assert.ok(withPartition >= 6, `${withPartition} points after the first month`);
  });
});

test.run();
