import type { FeedLabel } from "../../configs/mod.ts";

/** Snapshots of a month that a compaction wrote to one Parquet file. */
export type CompactedMonth = {
  /** `YYYY-MM`, UTC. */
  readonly month: string;
  readonly snapshot_count: number;
  readonly rows: number;
  /** Of the CSVs together. */
  readonly csv_bytes: number;
  /** Of the Parquet file; null in a dry run. */
  readonly parquet_bytes: number | null;
  /** The Parquet file and its manifest; null in a dry run. */
  readonly files: { readonly parquet: string; readonly manifest: string } | null;
};

/** What a compaction did; `--json` prints it as it is. */
export type CompactResult = {
  readonly schema_version: 1;
  readonly command: "compact";
  readonly run_id: string;
  readonly dry_run: boolean;
  readonly data_dir: string;
  readonly warnings: readonly string[];
  readonly feed: FeedLabel;
  /** Oldest first. */
  readonly months: readonly CompactedMonth[];
  /** Snapshots that an earlier run compacted. */
  readonly compacted_before: number;
  /** Snapshots of the current month, which were left as they are; null when none were. */
  readonly current_month: { readonly month: string; readonly snapshot_count: number } | null;
  /** CSVs that were removed, or in a dry run would be; null when it was not asked for. */
  readonly removed_csv: { readonly file_count: number; readonly bytes: number } | null;
  readonly seconds: number;
};
