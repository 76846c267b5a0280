import type { FeedLabel } from "../../configs/mod.ts";
import type { Alert } from "../../frames/mod.ts";

/** Alerts of the newest run of the model; `--json` prints it as it is. */
export type AlertsResult = {
  readonly schema_version: 1;
  readonly command: "alerts";
  readonly data_dir: string;
  /** What every reader must know: that it is derived from a forecast and no official warning. */
  readonly notice: string;
  readonly warnings: readonly string[];
  readonly feed: FeedLabel;
  /** The newest run of the model, and the one before that it was compared with; null where there is none. */
  readonly run: string;
  readonly previous_run: string | null;
  /** Whether alerts that stayed the same are listed too. */
  readonly all: boolean;
  readonly alerts: readonly Alert[];
  /** How many there are of each kind, listed or not. */
  readonly counts: {
    readonly new_count: number;
    readonly changed_count: number;
    readonly same_count: number;
    readonly gone_count: number;
  };
  /** The file that was written; null where none was asked for. */
  readonly output: string | null;
  readonly seconds: number;
};
