/** The engine in this process, and how it reads and writes files of snapshots. */

export type { SnapshotCsv } from "./_snapshot_csv.ts";
export { comparePartition } from "./compare_partition.ts";
export { newestLabels } from "./newest_labels.ts";
export { aggregateTowns, polarsEngine } from "./polars_engine.ts";
export { polarsVersion } from "./polars_version.ts";
export { readForecast } from "./read_forecast.ts";
export { readSnapshot, scanSnapshots } from "./scan_snapshots.ts";
export { writeForecast } from "./write_forecast.ts";
export { writePartition } from "./write_partition.ts";
