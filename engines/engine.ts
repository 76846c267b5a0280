import type pl from "nodejs-polars";
import type { Partition } from "./partition.ts";
import type { MergePlan } from "./plan.ts";

/** What an engine finds out about towns. Both frames are small, and from them on one code serves all engines. */
export type TownAggregates = {
  /**
   * (state key, municipality key, for each mean `<mean>`, `<mean>_rest` and `<mean>_count`, `records`,
   * `<time>_first`, `<time>_last`), in no order: for each mean the sums of its values' multiples of 2^-22 and of their
   * rests (`MergePlan.rounder`), and how many there are; nulls do not count. A town has one row or several, which
   * `townMeans()` adds up.
   */
  readonly totals: pl.DataFrame;
  /**
   * (state key, municipality key, labels), every town of the totals at least once; where it stands several times, its
   * last row counts. That is what its newest record says, as it may have been renamed.
   */
  readonly labels: pl.DataFrame;
};

/** Told to go on or to stop: it is awaited between two pieces of work, and what it throws ends them. */
export type Checkpoint = () => Promise<void>;

/**
 * Where a plan runs: in this process, or on a cluster. An engine is given a plan and the files it reads, and does only
 * what grows with the number of records. Whatever engine it was, the same records give the same totals and labels,
 * and so the same bytes: `townMeans()`, the join with the municipalities, CSV and publishing are one code for all.
 * Checking files against their manifests is the caller's work, before.
 */
export type Engine = {
  /** In small letters, as a flag would name it. */
  readonly name: string;
  /**
   * Adds up and describes the towns of all records.
   *
   * @param partitions at least one, oldest first; records of an older snapshot come before those of a newer one
   * @throws {Failure} `contract` when a file does not hold what it should, `io` when one cannot be read, each with its
   * path; and whatever `checkpoint` throws
   */
  readonly aggregate: (
    plan: MergePlan,
    partitions: readonly Partition[],
    checkpoint: Checkpoint,
  ) => Promise<TownAggregates>;
};
