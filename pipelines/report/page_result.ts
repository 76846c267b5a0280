import type { FeedLabel } from "../../configs/mod.ts";
import type { Missing } from "../../reports/mod.ts";
import type { Version } from "../../store/mod.ts";

/** What a report page was made from; `--json` prints it as it is. */
export type PageResult = {
  readonly schema_version: 1;
  readonly command: "report";
  readonly data_dir: string;
  readonly warnings: readonly string[];
  readonly feed: FeedLabel;
  /** The merged table that the page shows. */
  readonly version: Version;
  readonly towns: number;
  /** How many times the forecast curves have, 0 where there are none. */
  readonly time_count: number;
  /** The run of the model that the newest one is compared with, on the feed's clock; null where there is none. */
  readonly compared_with: string | null;
  /** Parts that the page does without, each with the reason. */
  readonly missing_parts: readonly Missing[];
  readonly output: string;
  /** How many pages were written: one, or with --site that of each state as well. */
  readonly pages: number;
  /** Whether a file that was there had to go for it, other than the folder's own page. */
  readonly overwrote: boolean;
  readonly bytes: number;
  readonly seconds: number;
};
