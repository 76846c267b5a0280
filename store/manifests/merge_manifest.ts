import * as v from "valibot";
import { MANIFEST_SHAPE, type Manifest } from "./manifest.ts";
import { type Frozen, INTEGER } from "./parse.ts";
import { FEED_LABEL, SNAPSHOT_INPUT } from "./snapshot_manifest.ts";

const DETAILS = {
  feed: FEED_LABEL,
  /** How many hours, or runs of the model, were asked for; `snapshots` has as many as there were. */
  window: INTEGER,
  window_by: v.optional(v.picklist(["hour", "run"]), "hour"),
  /** How many of the snapshots have the same values as another of them, byte for byte: a mean of these is no mean. */
  repeated: v.optional(INTEGER, 0),
  /** Oldest first. */
  snapshots: v.array(SNAPSHOT_INPUT),
  /** The table that was joined, the first of several; null where there was none, and the merged table is the means as they are. */
  municipalities: v.nullable(
    v.object({
      path: v.string(),
      sha256: v.string(),
      /** Of all tables together. */
      rows: INTEGER,
      /** Whether the values of one of them are made up. */
      synthetic: v.boolean(),
      /** The tables that were joined to this one, where there are such. */
      further: v.optional(v.array(v.object({ path: v.string(), sha256: v.string() }))),
    }),
  ),
  how: v.picklist(["inner", "left"]),
  /** Whether texts that a spreadsheet would run as a formula got an apostrophe. */
  csv_formulas: v.picklist(["keep", "escape"]),
  /** The keys without a partner, as "state-municipality". */
  unmatched_towns: v.array(v.string()),
  unmatched_municipalities: v.array(v.string()),
} as const;

/** The schema of the manifests of means and of merged tables. */
export const MERGE_MANIFEST = v.object({ ...MANIFEST_SHAPE, ...DETAILS });

const ALL_DETAILS = v.object(DETAILS);

/** What the manifests of the means and of the merged table say beyond what every manifest does. */
export type MergeDetails = Frozen<v.InferOutput<typeof ALL_DETAILS>>;
export type MergeManifest = Manifest<MergeDetails>;
