import type pl from "nodejs-polars";
import { describeColumns } from "../describe_columns.ts";
import type { FeedSchema } from "../schema.ts";
import { isDirection } from "./is_direction.ts";

/**
 * The columns of a table of towns that measure something: numbers, but for keys, labels, directions, and the whole
 * numbers of the feed and of a merge, which count hours and records.
 *
 * @example
 * ```ts
 * measuresOf(merged, smnHourly); // ["temp_mean", "prec_mean", "Value"]
 * ```
 */
export function measuresOf(
  table: pl.DataFrame,
  schema: Pick<FeedSchema, "key" | "labels" | "columns">,
): string[] {
  const counts = schema.columns.filter(({ type }) => type === "integer").map(({ name }) => name);
  const others = new Set([...schema.key, ...schema.labels, ...counts, "records"]);
  return describeColumns(table)
    .filter(({ type }) => type === "integer" || type === "number")
    .map(({ name }) => name)
    .filter((name) => !others.has(name) && !isDirection(name, schema));
}
