import { join } from "node:path";
import type pl from "nodejs-polars";
import { CATALOG, type Feed } from "../configs/mod.ts";
import { toCsv } from "../frames/mod.ts";
import type { Effects } from "../io/effects.ts";
import { publishTable, replaceFile, type Version } from "../io/store/mod.ts";
import type { Run } from "./_recorded.ts";
import { tableDetails } from "./_table_details.ts";
import { unitsOf } from "./_units.ts";
import type { MergeDetails, MergeReport } from "./merge_report.ts";

/** Publishes the means, the merged table, and last `current.csv`, which is the merged table. Gives their paths. */
export async function publishMerge(
  made: {
    readonly dataDir: string;
    readonly feed: Feed;
    readonly means: pl.DataFrame;
    readonly merged: pl.DataFrame;
    readonly version: Version;
    readonly details: MergeDetails;
    readonly run: Run;
  },
  effects: Effects,
): Promise<NonNullable<MergeReport["files"]>> {
  const { dataDir, feed, means, merged, version, details, run } = made;
  const csv = toCsv(merged, details.csv_formulas);
  const publish = async (dataset: "means" | "merged", table: pl.DataFrame, bytes: Uint8Array) => {
    const all = { ...tableDetails(table, unitsOf(dataset, feed), run.id, effects), ...details };
    await publishTable(dataDir, CATALOG[dataset].folder, version, bytes, all, effects.files);
  };
  await publish("means", means, toCsv(means, details.csv_formulas));
  const current = join(dataDir, CATALOG.merged.folder, "current.csv");
  const first = () => publish("merged", merged, csv);
  await replaceFile(current, csv, version, first, effects.files);
  return {
    means: join(dataDir, CATALOG.means.folder, `${version}.csv`),
    merged: join(dataDir, CATALOG.merged.folder, `${version}.csv`),
    current,
  };
}
