import type pl from "nodejs-polars";
import { datasetColumns, type Feed, type TableName } from "../configs/mod.ts";
import { describeColumns } from "../frames/mod.ts";
import type { Effects } from "../io/effects.ts";
import type { TableDetails } from "../store/mod.ts";
import { PROGRAM } from "./program.ts";

/** What every manifest says of its table and of the run that made it. */
export function tableDetails(
  table: pl.DataFrame,
  dataset: TableName,
  feed: Feed,
  runId: string,
  effects: Pick<Effects, "now">,
): TableDetails {
  return {
    rows: table.height,
    columns: describeColumns(table, unitsOf(dataset, feed)),
    published_at: effects.now().toISOString(),
    run_id: runId,
    program: PROGRAM,
  };
}

/**
 * The unit of each column of a dataset that has one. A further column of the municipality data has none, even if it is
 * called like one of the feed's.
 */
export function unitsOf(
  dataset: TableName,
  feed: Pick<Feed, "columns" | "key" | "labels" | "means" | "time">,
): Map<string, string> {
  const columns = datasetColumns(dataset, feed);
  return new Map(columns.flatMap(({ name, unit }) => (unit === undefined ? [] : [[name, unit]])));
}
