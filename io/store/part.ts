import type { Manifest } from "./manifest.ts";
import type { Version } from "./version.ts";

/** A snapshot in a part, as its own manifest told of it. */
export type PartSnapshot = {
  readonly version: Version;
  /** Of its CSV. */
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  /** The run of the model it holds: its first time, on the feed's clock. */
  readonly model_run: string;
};

/** What the manifest of a part tells beyond what every manifest does. */
export type PartDetails = {
  /** `YYYY-MM`, UTC. */
  readonly month: string;
  /** Oldest first, as their rows are. */
  readonly snapshots: readonly PartSnapshot[];
};

/**
 * Snapshots of one month in one Parquet file: the rows of each as they stand in its CSV, with their snapshot's
 * version in a further column, `version`. A month has more parts than one when snapshots came after the first.
 */
export type Part = {
  readonly path: string;
  readonly manifest: Manifest<PartDetails>;
};
