import type { AGES, FeedLabel } from "../../configs/mod.ts";
import type { RunEntry, Version } from "../../store/mod.ts";
import type { MissedSpan } from "./missed_hours.ts";

/** What a check may require to be there. */
export const REQUIRABLE = ["municipalities", "snapshots", "means", "merged", "current"] as const;
export type Requirable = (typeof REQUIRABLE)[number];

/** How a data folder is, in one word, and why. */
export type Condition =
  | { readonly is: "empty"; readonly why: "no_snapshot" }
  | { readonly is: "failing"; readonly why: "last_run_failed" | "current_csv" | "files_missing" }
  | { readonly is: "missing"; readonly why: "required_missing" }
  | { readonly is: "stale"; readonly why: "not_fetched" | "not_issued" | "not_published" | "older_run" }
  | { readonly is: "unchanged"; readonly why: "feed_unchanged" }
  | { readonly is: "fresh"; readonly why: "fetched" };

/** The state of a data folder; `--json` prints it as it is. */
export type StatusResult = {
  readonly schema_version: 1;
  readonly command: "status";
  readonly data_dir: string;
  readonly warnings: readonly string[];
  /** What this place cannot do as it should, in words. */
  readonly limits: readonly string[];
  /** When the ages were taken, ISO 8601 UTC. */
  readonly now: string;
  /** How the folder is in one word, and why. */
  readonly condition: Condition;
  /** How old the data may be, in seconds; null where an age does not matter. */
  readonly age_limits: Readonly<Record<(typeof AGES)[number], number | null>>;
  /** What was required and is not there. */
  readonly required_missing: readonly Requirable[];
  /** The feed the folder belongs to; null before the first ingest. */
  readonly feed: FeedLabel | null;
  readonly snapshot_count: number;
  readonly newest_snapshot: SnapshotStatus | null;
  readonly newest_merge: MergeStatus | null;
  /** The last run in the history that worked on this folder. */
  readonly last_run: RunEntry | null;
  /** The hours of the last 31 days that have no snapshot, oldest first, and why. */
  readonly missed: readonly MissedSpan[];
  /** How many files should be there and are not. */
  readonly files_missing: number;
  /** What the run history takes, its older files included. */
  readonly history: { readonly file_count: number; readonly bytes: number };
  /** What lies in the folder, by its folders. */
  readonly disk: readonly DiskUse[];
};

/** What a folder of the data folder takes, with those below it. */
export type DiskUse = { readonly folder: string; readonly file_count: number; readonly bytes: number };

/** The newest snapshot, and how old it is in each sense; an age is null where the provider does not tell. */
export type SnapshotStatus = {
  readonly version: Version;
  readonly towns: number;
  readonly model_run: string;
  /** The run of the ingest before, where that was a newer one. */
  readonly older_than: string | null;
  readonly feed_unchanged_since: string | null;
  /** How many ingests in a row, before the newest, had the same feed, by the run history. */
  readonly unchanged_runs: number;
  readonly age_seconds: {
    /** Since the feed was fetched. */
    readonly fetched: number;
    /** Since the provider made the file. */
    readonly issued: number | null;
    /** Since the snapshot was published here. */
    readonly published: number;
  };
};

/** The newest merged table. */
export type MergeStatus = {
  readonly version: Version;
  readonly towns: number;
  /** How many snapshots were averaged, and how many of them have the same values as another one. */
  readonly averaged: { readonly snapshot_count: number; readonly repeated: number };
  readonly age_seconds: { readonly published: number };
  /** Whether `current.csv` is this table, as it is but for a merge that was cut off at its last step. */
  readonly current_csv: "same" | "different" | "missing";
};
