import * as v from "valibot";
import { MANIFEST_SHAPE, type Manifest } from "./manifest.ts";
import type { Frozen } from "./parse.ts";
import { SNAPSHOT_INPUT } from "./snapshot_manifest.ts";

const DETAILS = {
  /** `YYYY-MM`, UTC. */
  month: v.string(),
  /** Oldest first, as their rows are. */
  snapshots: v.array(SNAPSHOT_INPUT),
} as const;

/** The schema of a partition file's manifest. */
export const PARTITION_MANIFEST = v.object({ ...MANIFEST_SHAPE, ...DETAILS });

const ALL_DETAILS = v.object(DETAILS);

/**
 * What the manifest of a partition file says beyond what every manifest does. The file holds snapshots of one month:
 * the rows of each as they stand in its CSV, with their snapshot's version in a further column, `version`. A month has
 * more files than one when snapshots came after the first.
 */
export type PartitionDetails = Frozen<v.InferOutput<typeof ALL_DETAILS>>;
export type PartitionManifest = Manifest<PartitionDetails>;
