import type { Metric } from "../../ops/metrics/metric.ts";
import type { MetricsResult } from "../../ops/metrics/metrics_result.ts";

/** What was measured of "/data", the folder of a feed called "tiny", on 24 November 2026 at noon UTC. */
export function measured(metrics: readonly Metric[], more: Partial<MetricsResult> = {}): MetricsResult {
  return {
    schema_version: 1,
    command: "metrics",
    data_dir: "/data",
    feed_name: "tiny",
    now: "2026-11-24T12:00:00.000Z",
    metrics,
    output: null,
    ...more,
  };
}

/** A moment, bytes of two datasets, and a count. */
export const METRICS: readonly Metric[] = [
  {
    name: "last_run_timestamp_seconds",
    help: "When it ended",
    unit: "moment",
    samples: [{ labels: { command: "merge" }, amount: 1_795_608_000.5 }],
  },
  {
    name: "disk_bytes",
    help: "What a dataset takes",
    unit: "bytes",
    samples: [
      { labels: { dataset: "raw" }, amount: 1000 },
      { labels: { dataset: 'a"b\\c\nd' }, amount: 20 },
    ],
  },
  { name: "snapshots", help: "How many there are", unit: "count", samples: [{ labels: {}, amount: 3 }] },
];
