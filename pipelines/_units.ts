import { datasetColumns, type Feed, type TableName } from "../configs/mod.ts";

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
