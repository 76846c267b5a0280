import * as z from "zod/mini";
import { MANIFEST_SHAPE, type Manifest } from "./manifest.ts";
import type { Frozen } from "./parse.ts";
import { FEED_LABEL, SNAPSHOT_INPUT } from "./snapshot_manifest.ts";

const DETAILS = {
  feed: FEED_LABEL,
  /** How many hours were asked for; `snapshots` has as many as there were. */
  window: z.int(),
  /** Oldest first. */
  snapshots: z.array(SNAPSHOT_INPUT),
  municipalities: z.object({
    path: z.string(),
    sha256: z.string(),
    rows: z.int(),
    synthetic: z.boolean(),
  }),
  how: z.enum(["inner", "left"]),
  /** Whether texts that a spreadsheet would run as a formula got an apostrophe. */
  csv_formulas: z.enum(["keep", "escape"]),
  /** The keys without a partner, as "state-municipality". */
  unmatched: z.object({ towns: z.array(z.string()), municipalities: z.array(z.string()) }),
} as const;

/** The schema of the manifests of means and of merged tables. */
export const MERGE_MANIFEST = z.object({ ...MANIFEST_SHAPE, ...DETAILS });

const ALL_DETAILS = z.object(DETAILS);

/** What the manifests of the means and of the merged table say beyond what every manifest does. */
export type MergeDetails = Frozen<z.output<typeof ALL_DETAILS>>;
export type MergeManifest = Manifest<MergeDetails>;
