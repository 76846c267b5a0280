import * as z from "zod/mini";
import { MANIFEST_SHAPE, type Manifest, VERSION } from "./manifest.ts";
import type { Frozen } from "./parse.ts";

const TERMS = z.object({ mode: z.string(), atMost: z.number() });
const COUNTS = z.object({ fewest: z.int(), most: z.int() });
const TITLES = z.object({ en: z.string(), es: z.exactOptional(z.string()) });

/** Whose data it is, as every result and manifest says it. */
export const FEED_LABEL = z.object({
  name: z.string(),
  title: TITLES,
  attribution: z.string(),
  synthetic: z.boolean(),
});

/** Where a feed's body came from, and its three times. */
const ORIGIN = z.object({
  /** The URL, the path, or "standard input". */
  from: z.string(),
  status: z.nullable(z.int()),
  headers: z.record(z.string(), z.string()),
  requests: z.int(),
  /** Present where TLS certificates were left unchecked: the body may be anyone's. */
  tls_verified: z.exactOptional(z.literal(false)),
  /** Bytes as served, and of the text in them. */
  bytes: z.int(),
  text_bytes: z.int(),
  /** SHA-256 of the text. */
  sha256: z.string(),
  /** ISO 8601, UTC. */
  fetched_at: z.string(),
  /** When the provider made the file, ISO 8601 UTC; null where it does not say. */
  issued_at: z.nullable(z.string()),
  /** The first time in the feed, on its own clock: which run of the model it holds. */
  model_run: z.string(),
});

const QUARANTINE_FILE = z.object({
  /** Its name in the data folder. */
  file: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  rows: z.int(),
});

const DETAILS = {
  feed: FEED_LABEL,
  source: z.extend(ORIGIN, { raw: z.string() }),
  /** Since when the feed has been the same, ISO 8601 UTC; null when its content is new. */
  feed_unchanged_since: z.nullable(z.string()),
  record: z.enum(["last", "now"]),
  /** The least share of the expected towns that was asked for, in percent. */
  min_towns: z.number(),
  check: z.object({
    rows: z.int(),
    towns: z.int(),
    first: z.string(),
    last: z.string(),
    recordsPerTown: COUNTS,
    duplicates: z.int(),
    empty: z.array(z.object({ column: z.string(), rows: z.int() })),
    outOfRange: z.array(
      z.object({ column: z.string(), rows: z.int(), lowest: z.number(), highest: z.number() }),
    ),
  }),
  expected: z.object({ towns: z.int(), recordsPerTown: z.int() }),
  /** How many towns, and records, the feed has fewer than at the last ingest; null where it has not. */
  fewer_towns: z.nullable(z.int()),
  fewer_records: z.nullable(z.int()),
  /** The run of the model of the last ingest, where that was a newer one than this; null where it was not. */
  older_than: z.nullable(z.string()),
  contract: z.record(z.string(), TERMS),
  /** In how many rows each rule was violated; null where each row was taken as it is. */
  violations: z.nullable(z.record(z.string(), z.int())),
  /** The rows that were quarantined; null where there are none. */
  quarantine: z.nullable(QUARANTINE_FILE),
  /** Towns of the feed that the snapshot leaves out, as none of their records is eligible. */
  left_out: z.int(),
} as const;

/** The schema of a snapshot's manifest. */
export const SNAPSHOT_MANIFEST = z.object({ ...MANIFEST_SHAPE, ...DETAILS });

const ALL_DETAILS = z.object(DETAILS);

/** What the manifest of a snapshot says beyond what every manifest does. */
export type SnapshotDetails = Frozen<z.output<typeof ALL_DETAILS>>;
export type SnapshotManifest = Manifest<SnapshotDetails>;
export type FeedOrigin = Frozen<z.output<typeof ORIGIN>>;
export type QuarantineFile = Frozen<z.output<typeof QUARANTINE_FILE>>;
export type FeedLabel = Frozen<z.output<typeof FEED_LABEL>>;

/** A snapshot as the manifest of a merge or of a partition file repeats it. */
export const SNAPSHOT_INPUT = z.object({
  version: VERSION,
  /** Of its CSV. */
  sha256: z.string(),
  bytes: z.int(),
  rows: z.int(),
  /** The run of the model it holds: its first time, on the feed's clock. */
  model_run: z.string(),
});
export type SnapshotInput = Frozen<z.output<typeof SNAPSHOT_INPUT>>;

/** What a merge or a partition file is told of a snapshot, by the snapshot's own manifest. */
export function snapshotInput({ version, sha256, bytes, rows, source }: SnapshotManifest): SnapshotInput {
  return { version, sha256, bytes, rows, model_run: source.model_run };
}
