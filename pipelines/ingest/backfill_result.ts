import type { FeedLabel } from "../../configs/mod.ts";
import type { Version } from "../../store/mod.ts";
import type { MissedSpan } from "../maintain/missed_hours.ts";

/** What became of a body. */
export type BackfilledBody = {
  readonly path: string;
  /** When it was published, ISO 8601 UTC; null where nothing tells. */
  readonly as_of: string | null;
  /** Taken in, there already, refused, or in a dry run to be taken in. */
  readonly outcome: "published" | "already" | "refused" | "would_publish";
  /** The snapshot that came from it; null where there is none. */
  readonly version: Version | null;
  /** Why it was refused; null where it was not. */
  readonly reason: string | null;
};

/** What a backfill did; `--json` prints it as it is. */
export type BackfillResult = {
  readonly schema_version: 1;
  readonly command: "backfill";
  readonly run_id: string;
  readonly dry_run: boolean;
  readonly data_dir: string;
  readonly warnings: readonly string[];
  readonly feed: FeedLabel;
  /** Oldest first. */
  readonly bodies: readonly BackfilledBody[];
  /** The hours that have no snapshot afterwards, and why. */
  readonly missed: readonly MissedSpan[];
  readonly seconds: number;
};
