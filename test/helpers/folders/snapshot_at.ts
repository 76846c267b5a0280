import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { json, TINY_FEED, type TinyRow, tinyRow } from "../feeds/tiny_feed.ts";
import { worldAt } from "../world.ts";
import type { DataFolder } from "./data_folder.ts";
import { placeIn } from "./place_in.ts";

/** Publishes a snapshot of the tiny feed with these records, as of a moment. */
export async function snapshotAt(
  folder: DataFolder,
  moment: string,
  ...rows: Partial<TinyRow>[]
): Promise<void> {
  const from = await folder.put("feed.json", json(rows.map(tinyRow)));
  await ingest({ ...placeIn(folder.settings()), feed: TINY_FEED, from }, worldAt(moment));
}
