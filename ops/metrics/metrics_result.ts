import type { Metric } from "./metric.ts";

/** What is measured of a data folder and its runs; `--json` prints it as it is. */
export type MetricsResult = {
  readonly schema_version: 1;
  readonly command: "metrics";
  readonly data_dir: string;
  /** The name of the folder's feed; null before the first ingest. */
  readonly feed_name: string | null;
  /** When it was measured, ISO 8601 UTC. */
  readonly now: string;
  readonly metrics: readonly Metric[];
  /** The file that they were written to, if they were. */
  readonly output: string | null;
};
