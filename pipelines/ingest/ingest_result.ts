import type { FeedOrigin, SnapshotDetails, Version } from "../../store/mod.ts";

/** What an ingest did; `--json` prints it as it is. */
export type IngestResult = Omit<SnapshotDetails, "source"> & {
  readonly schema_version: 1;
  readonly command: "ingest";
  readonly run_id: string;
  readonly dry_run: boolean;
  readonly data_dir: string;
  readonly warnings: readonly string[];
  /** Where the feed's body came from, and its three times. */
  readonly source: FeedOrigin;
  /** Towns in the snapshot. */
  readonly towns: number;
  readonly version: Version;
  /** The published files; null in a dry run. */
  readonly files: { readonly snapshot: string; readonly manifest: string; readonly raw: string } | null;
  readonly seconds: number;
};
