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
  { data, inventory, id }: Run,
  effects: Effects,
): Promise<NonNullable<MergeResult["files"]>> {
  const { feed, means, merged, version, details } = made;
  const csv = toCsv(merged, details.csv_formulas);
  const table = (dataset: "means" | "merged", frame: pl.DataFrame, content: Uint8Array) => {
    const all = { ...tableDetails(frame, dataset, feed, id, effects), ...details };
    return { folder: folderOf(dataset), version, content, details: all };
  };
  await publishCurrent(
    data,
    [table("means", means, toCsv(means, details.csv_formulas)), table("merged", merged, csv)],
    csv,
    inventory,
  );
  const { where } = data.objects;
  return {
    means: where(tableName(folderOf("means"), version)),
    merged: where(tableName(folderOf("merged"), version)),
    current: where(CURRENT),
  };
}
