import { rm } from "node:fs/promises";
import { join } from "node:path";
import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { scanSnapshots } from "../../io/scan_snapshots.ts";
import { listSnapshots } from "../../io/store/mod.ts";
import { compact } from "../../pipelines/maintain/compact.ts";
import { withDataFolder } from "../helpers/data_folder.ts";
import { snapshotAt } from "../helpers/snapshot_at.ts";
import { TINY_FEED } from "../helpers/tiny_feed.ts";
import { worldAt } from "../helpers/world.ts";

test("scanSnapshots() reads each snapshot once, from Parquet or CSV, with its version in front", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-10-30T12:00:00Z", { temp: "1" });
    await snapshotAt(folder, "2026-10-31T12:00:00Z", { temp: "2" });
    await compact({ settings: folder.settings(), feed: TINY_FEED }, worldAt("2026-11-01T12:00:00Z"));
    await rm(join(folder.path, "data_municipio_x_hora/20261030_120000.csv"));
    await snapshotAt(folder, "2026-11-24T12:00:00Z", { temp: "" }, { idmun: "55", temp: "4" });
    const snapshots = (await listSnapshots(folder.path)).reverse();
    const records = await scanSnapshots(folder.path, snapshots, TINY_FEED);
    assert.equal(records.columns, ["version", "ides", "idmun", "nmun", "hloc", "temp"]);
    const rows = (frame: pl.LazyDataFrame) =>
      frame.select("version", "idmun", "temp").sort("version").collectSync({ engine: "streaming" }).rows();
    assert.equal(rows(records), [
      ["20261030_120000", 54, 1],
      ["20261031_120000", 54, 2],
      ["20261124_120000", 54, null],
      ["20261124_120000", 55, 4],
    ]);
    assert.equal(rows(records.filter(pl.col("version").eq(pl.lit("20261031_120000")))).length, 1);
  });
});

test.run();
