import type pl from "nodejs-polars";
import type { Feed } from "../../configs/mod.ts";
import { toCsv } from "../../frames/mod.ts";
import type { Effects } from "../../io/effects.ts";
import {
  CURRENT,
  folderOf,
  type MergeDetails,
  publishCurrent,
  tableName,
  type Version,
} from "../../store/mod.ts";
import type { Run } from "../run/with_run.ts";
import { tableDetails } from "../table_details.ts";
import type { MergeResult } from "./merge_result.ts";

/**
 * Publishes the means and the merged table, both at once, and last `current.csv`, which is the merged table. Gives
 * their paths.
 */
export async function publishMerge(
  made: {
    readonly feed: Feed;
    readonly means: pl.DataFrame;
    readonly merged: pl.DataFrame;
    readonly version: Version;
    readonly details: MergeDetails;
  },
  { data, id }: Run,
  effects: Effects,
): Promise<NonNullable<MergeResult["files"]>> {
  const { feed, means, merged, version, details } = made;
  const csv = toCsv(merged, details.csv_formulas);
  const table = (folder: string, frame: pl.DataFrame, content: Uint8Array) => {
    return { folder, version, content, details: { ...tableDetails(frame, feed, id, effects), ...details } };
  };
  const [meansFolder, mergedFolder] = [folderOf("means"), folderOf("merged")];
  await publishCurrent(
    data,
    [table(meansFolder, means, toCsv(means, details.csv_formulas)), table(mergedFolder, merged, csv)],
    csv,
  );
  const { where } = data.objects;
  return {
    means: where(tableName(meansFolder, version)),
    merged: where(tableName(mergedFolder, version)),
    current: where(CURRENT),
  };
}
