import type { FeedLabel } from "../../configs/mod.ts";
import type { Accuracy, Consistency, RevisionBy } from "../../frames/mod.ts";

/** How forecasts changed, or how right they were; `--json` prints it as it is. */
export type RevisionResult = {
  readonly schema_version: 1;
  readonly command: "revision";
  readonly data_dir: string;
  readonly warnings: readonly string[];
  readonly feed: FeedLabel;
  readonly measure: string;
  /** Null where the measure has none. */
  readonly unit: string | null;
  readonly by: RevisionBy;
  /** The runs of the model that were compared: their first times on the feed's clock. */
  readonly model_runs: { readonly count: number; readonly first: string; readonly last: string };
  /** Forecasts against the last forecast for the same hour; null where observations were given. */
  readonly consistency: readonly Consistency[] | null;
  /** Forecasts against observations; null where none were given. */
  readonly accuracy: readonly Accuracy[] | null;
  /** What observations were read; null where none were given. */
  readonly observations: {
    readonly path: string;
    readonly rows: number;
    readonly threshold: number | null;
  } | null;
  /** The file that was written; null where none was asked for. */
  readonly output: string | null;
  readonly seconds: number;
};
