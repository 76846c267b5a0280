import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { snapshotLots } from "../../io/snapshot_lots.ts";
import { listSnapshots } from "../../io/store/mod.ts";
import { compact } from "../../pipelines/compact.ts";
import { type DataFolder, withDataFolder } from "../helpers/data_folder.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { snapshotAt } from "../helpers/snapshot_at.ts";
import { TINY, TINY_FEED } from "../helpers/tiny_feed.ts";
import { worldAt } from "../helpers/world.ts";

const LATER = worldAt("2026-11-24T16:30:00Z");
const temps = (records: pl.LazyDataFrame) => records.select(pl.col("temp"));

/** Four snapshots, whose temperatures are 1 to 4; the first two and then the fourth are Parquet. */
async function fourSnapshots(folder: DataFolder): Promise<void> {
  const options = { settings: folder.settings(), feed: TINY_FEED, all: true };
  for (const temp of ["1", "2"]) await snapshotAt(folder, `2026-11-0${temp}T00:00:00Z`, { temp });
  await compact(options, LATER);
  await snapshotAt(folder, "2026-11-04T00:00:00Z", { temp: "4" });
  await compact(options, LATER);
  await snapshotAt(folder, "2026-11-03T00:00:00Z", { temp: "3" });
}

async function collected(folder: DataFolder, from = 0, to = 4): Promise<unknown[][]> {
  const snapshots = (await listSnapshots(folder.path)).reverse().slice(from, to);
  const lots: unknown[][] = [];
  for (const lot of snapshotLots(folder.path, snapshots, TINY))
    lots.push((await lot.collect(temps)).getColumn("temp").toArray());
  return lots;
}

test("snapshotLots() gives the records of older snapshots first, from Parquet files and CSVs between them", async () => {
  await withDataFolder(async (folder) => {
    await fourSnapshots(folder);
    assert.equal(await collected(folder), [[1, 2], [3], [4]]);
  });
});

test("snapshotLots() gives of a Parquet file no other snapshots than those asked for", async () => {
  await withDataFolder(async (folder) => {
    await fourSnapshots(folder);
    assert.equal(await collected(folder, 1, 3), [[2], [3]]);
    assert.equal(await collected(folder, 0, 1), [[1]]);
  });
});

test("snapshotLots() reads a CSV that its Parquet file holds from there alone", async () => {
  await withDataFolder(async (folder) => {
    await fourSnapshots(folder);
    await folder.put("data_municipio_x_hora/20261101_000000.csv", "not read");
    assert.equal((await collected(folder)).flat(), [1, 2, 3, 4]);
  });
});

test("snapshotLots() names the Parquet file that it cannot read", async () => {
  await withDataFolder(async (folder) => {
    await fourSnapshots(folder);
    const [{ compacted } = {}] = (await listSnapshots(folder.path)).reverse();
    await writeFile(compacted?.part.path ?? "", "PAR1 no more");
    await failsWith(
      "contract",
      /^Cannot read ".*month=2026-11\/2026.*\.parquet": .* restore it, or move it away\.$/,
      () => collected(folder),
    );
    assert.ok(compacted?.part.path.startsWith(join(folder.path, "data_municipio_x_hora")));
  });
});

test.run();
