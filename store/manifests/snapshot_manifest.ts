import * as v from "valibot";
import { MANIFEST_SHAPE, type Manifest, VERSION } from "./manifest.ts";
import { type Frozen, INTEGER } from "./parse.ts";

const TERMS = v.object({ mode: v.string(), at_most: v.number() });
const COUNTS = v.object({ fewest: INTEGER, most: INTEGER });
const TITLES = v.object({ en: v.string(), es: v.exactOptional(v.string()) });

/** What a feed's rows are about. */
export const NOUNS = v.object({ singular: TITLES, plural: TITLES });

/** Whose data it is, as every result and manifest says it. */
export const FEED_LABEL = v.object({
  name: v.string(),
  title: TITLES,
  attribution: v.string(),
  synthetic: v.boolean(),
  noun: v.exactOptional(NOUNS),
});

/** Where a feed's body came from, and its three times. */
const ORIGIN = v.object({
  /** The URL, the path, or "standard input". */
  from: v.string(),
  status: v.nullable(INTEGER),
  headers: v.record(v.string(), v.string()),
  requests: INTEGER,
  /** Present where TLS certificates were left unchecked: the body may be anyone's. */
  tls_verified: v.exactOptional(v.literal(false)),
  /** Bytes as served, and of the text in them. */
  bytes: INTEGER,
  text_bytes: INTEGER,
  /** SHA-256 of the text. */
  sha256: v.string(),
  /** ISO 8601, UTC. */
  fetched_at: v.string(),
  /** When the provider made the file, ISO 8601 UTC; null where it does not say. */
  issued_at: v.nullable(v.string()),
  /** The first time in the feed, on its own clock: which run of the model it holds. */
  model_run: v.string(),
});

/** The same, and the name of the body that was kept. */
export const SOURCE = v.object({ ...ORIGIN.entries, raw: v.string() });

const QUARANTINE_FILE = v.object({
  /** Its name in the data folder. */
  file: v.string(),
  sha256: v.string(),
  bytes: INTEGER,
  rows: INTEGER,
});

const DETAILS = {
  feed: FEED_LABEL,
  source: SOURCE,
  /** Since when the feed has been the same, ISO 8601 UTC; null when its content is new. */
  feed_unchanged_since: v.nullable(v.string()),
  record: v.picklist(["last", "now"]),
  /** The least share of the expected towns that was asked for, in percent. */
  min_towns: v.number(),
  check: v.object({
    rows: INTEGER,
    towns: INTEGER,
    first: v.string(),
    last: v.string(),
    town_records: COUNTS,
    duplicates: INTEGER,
    empty: v.array(v.object({ column: v.string(), rows: INTEGER })),
    out_of_range: v.array(
      v.object({ column: v.string(), rows: INTEGER, lowest: v.number(), highest: v.number() }),
    ),
  }),
  expected: v.object({ towns: INTEGER, records_per_town: INTEGER }),
  /** How many towns, and records, the feed has fewer than at the last ingest; null where it has not. */
  fewer_towns: v.nullable(INTEGER),
  fewer_records: v.nullable(INTEGER),
  /** The run of the model of the last ingest, where that was a newer one than this; null where it was not. */
  older_than: v.nullable(v.string()),
  contract: v.record(v.string(), TERMS),
  /** In how many rows each rule was violated; null where each row was taken as it is. */
  violations: v.nullable(v.record(v.string(), INTEGER)),
  /** The rows that were quarantined; null where there are none. */
  quarantine: v.nullable(QUARANTINE_FILE),
  /** Towns of the feed that the snapshot leaves out, as none of their records is eligible. */
  left_out: INTEGER,
  /** In how many of the feed's rows a column has what stands for no value there, such as -99. */
  missing_values: v.optional(v.array(v.object({ column: v.string(), rows: INTEGER })), []),
  /** How many of the snapshot's values that means are made of lie outside their columns' ranges. */
  values_out_of_range: INTEGER,
} as const;

/** The schema of a snapshot's manifest. */
export const SNAPSHOT_MANIFEST = v.object({ ...MANIFEST_SHAPE, ...DETAILS });

const ALL_DETAILS = v.object(DETAILS);

/** What the manifest of a snapshot says beyond what every manifest does. */
export type SnapshotDetails = Frozen<v.InferOutput<typeof ALL_DETAILS>>;
export type SnapshotManifest = Manifest<SnapshotDetails>;
export type FeedOrigin = Frozen<v.InferOutput<typeof ORIGIN>>;
export type QuarantineFile = Frozen<v.InferOutput<typeof QUARANTINE_FILE>>;
export type FeedLabel = Frozen<v.InferOutput<typeof FEED_LABEL>>;

/** A snapshot as the manifest of a merge or of a partition file repeats it. */
export const SNAPSHOT_INPUT = v.object({
  version: VERSION,
  /** Of its CSV. */
  sha256: v.string(),
  bytes: INTEGER,
  rows: INTEGER,
  /** The run of the model it holds: its first time, on the feed's clock. */
  model_run: v.string(),
  /** How many of its values that means are made of lie outside their columns' ranges. */
  values_out_of_range: INTEGER,
});
export type SnapshotInput = Frozen<v.InferOutput<typeof SNAPSHOT_INPUT>>;

/** What a merge or a partition file is told of a snapshot, by the snapshot's own manifest. */
export function snapshotInput({
  version,
  sha256,
  bytes,
  rows,
  source,
  values_out_of_range,
}: SnapshotManifest): SnapshotInput {
  return { version, sha256, bytes, rows, model_run: source.model_run, values_out_of_range };
}
