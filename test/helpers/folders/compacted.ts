import { compact } from "../../../pipelines/maintain/compact.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import type { FileSystem } from "../../../store/mod.ts";
import { TINY_FEED } from "../feeds/tiny_feed.ts";
import { worldAt } from "../world.ts";
import type { DataFolder } from "./data_folder.ts";
import { placeIn } from "./place_in.ts";
import { snapshotAt } from "./snapshot_at.ts";

export const LATER = worldAt("2026-11-24T16:30:00Z");
export const HOURLY = "data_municipio_x_hora";
const HELD = /^(data_municipio_x_hora|archive\/snapshots)\//;

export const compactIn = (folder: DataFolder, more = {}, files?: FileSystem) =>
  compact({ ...placeIn(folder.settings(), files), feed: TINY_FEED, ...more }, LATER);
export const named = async (folder: DataFolder, ending: string) =>
  Object.keys(await folder.files()).filter((name) => HELD.test(name) && name.endsWith(ending));
/** What a merge of the last ten hours would publish, and which snapshots it would take. */
export async function merged(folder: DataFolder): Promise<unknown> {
  const settings = folder.settings({ window: 10 });
  const { result, merged } = await merge({ ...placeIn(settings), feed: TINY_FEED, dryRun: true }, LATER);
  return { table: merged.toRecords(), snapshots: result.snapshots };
}
/** Two snapshots of October and one of November, the current month. */
export async function threeSnapshots(folder: DataFolder): Promise<void> {
  await snapshotAt(folder, "2026-10-31T22:00:00Z", { temp: "10.1", nmun: 'Old "name", quoted' });
  await snapshotAt(folder, "2026-10-31T23:00:00Z", { temp: "" }, { ides: "19", idmun: "1", temp: "-0.0" });
  await snapshotAt(folder, "2026-11-01T00:00:00Z", { temp: "13.3" });
}
