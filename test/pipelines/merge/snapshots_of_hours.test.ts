import { test } from "uvu";
import * as assert from "uvu/assert";
import { prune } from "../../../pipelines/maintain/prune.ts";
import { status } from "../../../pipelines/maintain/status.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { TINY_FEED } from "../../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { snapshotAt } from "../../helpers/folders/snapshot_at.ts";
import { worldAt } from "../../helpers/world.ts";

const LATER = worldAt("2026-11-03T00:00:00Z");

/** Two runs of the model, the second ingested twice, and an older one that came after them. */
async function threeRuns(folder: DataFolder): Promise<void> {
  await snapshotAt(folder, "2026-11-01T00:00:00Z", { hloc: "20231101T02", temp: "10" });
  await snapshotAt(folder, "2026-11-02T00:00:00Z", { hloc: "20231102T02", temp: "20" });
  await snapshotAt(folder, "2026-11-02T01:00:00Z", { hloc: "20231102T02", temp: "20" });
  await snapshotAt(folder, "2026-11-02T02:00:00Z", { hloc: "20231031T02", temp: "90" });
}
const mergeIn = async (folder: DataFolder, more: object, dryRun = true) =>
  await merge({ ...placeIn(folder.settings(more)), feed: TINY_FEED, dryRun }, LATER);

test("merge() by run takes the newest snapshot of each of the last runs of the model, whenever they came", async () => {
  await withDataFolder(async (folder) => {
    await threeRuns(folder);
    const { result, merged } = await mergeIn(folder, { windowBy: "run" });
    assert.equal(
      result.snapshots.map(({ version }) => version),
      ["20261101_000000", "20261102_010000"],
    );
    assert.equal([result.window_by, result.repeated], ["run", 0]);
    assert.equal(merged.getColumn("temp_mean").toArray(), [15]);
    const all = await mergeIn(folder, { windowBy: "run", window: 9 });
    assert.equal(all.merged.getColumn("temp_mean").toArray(), [40]);
  });
});

test("merge() by the hour says when it averages a number with itself, and so does status()", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-02T00:00:00Z", { temp: "20" });
    await snapshotAt(folder, "2026-11-02T01:00:00Z", { temp: "20" });
    const { result } = await mergeIn(folder, {}, false);
    assert.equal([result.window_by, result.repeated], ["hour", 2]);
    const { newest_merge } = await status(placeIn(folder.settings()), LATER);
    assert.equal(newest_merge?.averaged, { snapshot_count: 2, repeated: 2 });
    const manifest = JSON.parse(await folder.read(`data_merged/${result.version}.manifest.json`));
    assert.equal([manifest.window_by, manifest.repeated], ["hour", 2]);
  });
});

test("prune() keeps what the next merge by run would take", async () => {
  await withDataFolder(async (folder) => {
    await threeRuns(folder);
    const settings = folder.settings({ windowBy: "run" });
    await prune({ ...placeIn(settings), feedName: TINY_FEED.name, keep: 1 }, LATER);
    const left = Object.keys(await folder.files()).filter((name) => /_x_hora\/.*\.csv$/.test(name));
    assert.equal(
      left.map((name) => name.slice(-19, -4)),
      ["20261101_000000", "20261102_010000", "20261102_020000"],
    );
  });
});

test.run();
