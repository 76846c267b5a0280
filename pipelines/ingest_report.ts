import type { Feed } from "../configs/mod.ts";
import type { Contract, FrameCheck, RowRule } from "../frames/mod.ts";
import type { QuarantineFile, Version } from "../io/store/mod.ts";

/** Where a feed's body came from, and its three times. */
export type FeedOrigin = {
  /** The URL, the path, or "standard input". */
  readonly from: string;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly requests: number;
  /** Present where TLS certificates were left unchecked: the body may be anyone's. */
  readonly tls_verified?: false;
  /** Bytes as served, and of the text in them. */
  readonly bytes: number;
  readonly text_bytes: number;
  /** SHA-256 of the text. */
  readonly sha256: string;
  /** ISO 8601, UTC. */
  readonly fetched_at: string;
  /** When the provider made the file, ISO 8601 UTC; null where it does not tell. */
  readonly issued_at: string | null;
  /** The first time in the feed, on its own clock: which run of the model it holds. */
  readonly model_run: string;
};

/** What the snapshot's manifest tells beyond what every manifest does. */
export type SnapshotDetails = {
  readonly feed: Pick<Feed, "name" | "title" | "attribution" | "synthetic">;
  readonly source: FeedOrigin;
  /** Since when the feed has been the same, ISO 8601 UTC; null when its content is new. */
  readonly feed_unchanged_since: string | null;
  readonly record: "last" | "now";
  /** The least share of the expected towns that was asked for, in percent. */
  readonly min_towns: number;
  readonly check: FrameCheck;
  readonly expected: Feed["expected"];
  /** How many towns the feed has fewer than at the last ingest; null at the first one, and where it has not. */
  readonly fewer_towns: number | null;
  /** The same for its records. */
  readonly fewer_records: number | null;
  readonly contract: Contract;
  /** How many rows violate each rule; null where each row was taken as it is. */
  readonly violations: Readonly<Record<RowRule, number>> | null;
  /** The quarantined rows; null where there are none. */
  readonly quarantine: QuarantineFile | null;
  /** Towns of the feed that the snapshot leaves out, as none of their records is eligible. */
  readonly left_out: number;
};

/** What an ingest did; `--json` prints it as it is. */
export type IngestReport = SnapshotDetails & {
  readonly schema_version: 1;
  readonly command: "ingest";
  readonly run_id: string;
  readonly dry_run: boolean;
  readonly data_dir: string;
  /** Towns in the snapshot. */
  readonly towns: number;
  readonly version: Version;
  /** The published files; null in a dry run. */
  readonly files: { readonly snapshot: string; readonly manifest: string; readonly raw: string } | null;
  readonly seconds: number;
};
