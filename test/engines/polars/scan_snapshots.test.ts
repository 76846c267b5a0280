import { writeFile } from "node:fs/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { mergePlan, type Partition, partitionsOf } from "../../../engines/mod.ts";
import { readSnapshot, scanSnapshots } from "../../../engines/polars/scan_snapshots.ts";
import pl from "../../../frames/polars.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { TINY } from "../../helpers/feeds/tiny_feed.ts";
import { putSnapshots } from "../../helpers/folders/partitions.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";

const PLAN = mergePlan(TINY);
const csv = (...temps: string[]) =>
  ["ides,idmun,nmun,hloc,temp", ...temps.map((temp, i) => `20,${i},a,2026-10-31T22:00:00,${temp}`), ""].join(
    "\n",
  );

/** Four snapshots: the first and the third in one Parquet file, the others in CSVs. */
async function fourSnapshots(work: (partitions: Partition[]) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    const snapshots = [
      { csv: csv("1"), parquet: "a" },
      { csv: csv("2") },
      { csv: csv("3"), parquet: "a" },
      { csv: csv("", "4") },
    ];
    await work(partitionsOf(await putSnapshots(folder, PLAN, snapshots)));
  });
}

test("scanSnapshots() reads each snapshot once, from Parquet or CSV, with its version in front", async () => {
  await fourSnapshots(async (partitions) => {
    const records = await scanSnapshots(partitions, PLAN);
    assert.equal(records.columns, ["version", "ides", "idmun", "nmun", "hloc", "temp", "cvegeo"]);
    const rows = (frame: pl.LazyDataFrame) =>
      frame.select("version", "idmun", "temp").sort("version").collectSync({ engine: "streaming" }).rows();
    assert.equal(rows(records), [
      ["20261101_000000", 0, 1],
      ["20261101_000001", 0, 2],
      ["20261101_000002", 0, 3],
      ["20261101_000003", 0, null],
      ["20261101_000003", 1, 4],
    ]);
    assert.is(rows(records.filter(pl.col("version").eq(pl.lit("20261101_000002")))).length, 1);
    const [first] = partitions as [Partition];
    assert.equal(rows(await scanSnapshots([first], PLAN)), [["20261101_000000", 0, 1]]);
  });
});

test("readSnapshot() reads one snapshot, with the columns of its CSV", async () => {
  await fourSnapshots(async (partitions) => {
    for (const [i, partition] of partitions.entries()) {
      const frame = await readSnapshot(partition, PLAN);
      assert.equal(frame.columns, ["ides", "idmun", "nmun", "hloc", "temp", "cvegeo"]);
      assert.equal(frame.getColumn("temp").toArray(), i === 3 ? [null, 4] : [i + 1]);
    }
  });
});

test("readSnapshot() names the file in which a value is wrong", async () => {
  await fourSnapshots(async (partitions) => {
    await writeFile(partitions[3]?.path ?? "", csv("4", "warm"));
    const message = /^Cannot read the snapshot ".*000003\.csv": could not parse `warm`/;
    await failsWith("contract", message, () => readSnapshot(partitions[3] as Partition, PLAN));
  });
});

test.run();
