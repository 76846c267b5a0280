import type { FeedLabel } from "../../configs/mod.ts";
import type { PlainRow } from "../../frames/mod.ts";

/** A dataset in figures; `--json` prints it as it is. */
export type SummarizeResult = {
  readonly schema_version: 1;
  readonly command: "summarize";
  readonly data_dir: string;
  readonly warnings: readonly string[];
  readonly feed: FeedLabel;
  readonly dataset: "merged" | "snapshots" | "means";
  readonly version: string;
  /** What computed the figures. */
  readonly engine: "polars" | "danfo";
  /** Polars' figures of `measures`, for comparison, where danfo computed those; none otherwise. */
  readonly beside: readonly PlainRow[];
  /**
   * Where Polars' figures, of `measures` and of `states`, differ from danfo's by more than rounding: `figure`, with Polars'
   * `value` and danfo's `check`.
   */
  readonly differences: readonly PlainRow[];
  readonly towns: number;
  /** The column that weights the means, null where none does; and how many towns have no weight, which do not count. */
  readonly weight: string | null;
  readonly towns_without_weight: number | null;
  /** The unit of each of `measures`, null where none is known. */
  readonly units: readonly (string | null)[];
  /** A row for each measure: `measure`, `count`, `nulls`, `mean` (and `weighted_mean` where there is a weight), `std`, `min`, `q1`, `median`, `q3`, `max`. */
  readonly measures: readonly PlainRow[];
  /** The same for each state, which the first columns name. */
  readonly states: readonly PlainRow[];
  /** Pearson's correlation of each two measures: a row and a column for each, in the order of `measures`. */
  readonly correlations: readonly (readonly (number | null)[])[];
  readonly seconds: number;
};
