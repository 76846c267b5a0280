import type { FeedLabel } from "../../configs/mod.ts";

/** A feed body whose records were archived. */
export type ArchivedBody = {
  /** The run of the model that it holds: its first time, ISO 8601 on the feed's clock. */
  readonly run: string;
  /** Its name in the data folder. */
  readonly body: string;
  readonly rows: number;
  /** Of the Parquet file; null in a dry run. */
  readonly bytes: number | null;
  /** The Parquet file and its manifest; null in a dry run. */
  readonly files: { readonly parquet: string; readonly manifest: string } | null;
};

/** What was archived; `--json` prints it as it is. */
export type ArchiveResult = {
  readonly schema_version: 1;
  readonly command: "archive";
  readonly run_id: string;
  readonly dry_run: boolean;
  readonly data_dir: string;
  readonly warnings: readonly string[];
  readonly feed: FeedLabel;
  /** By the runs of the model, oldest first. */
  readonly archived: readonly ArchivedBody[];
  /** Bodies that were archived before. */
  readonly archived_before: number;
  /** Archived files that were damaged or missing, and made again from their bodies. */
  readonly restored: number;
  /** Bodies that could not be archived, each with the reason. */
  readonly unreadable: readonly { readonly body: string; readonly why: string }[];
  readonly seconds: number;
};
