import type { FeedLabel } from "../../configs/mod.ts";
import type { PlainRow } from "../../frames/mod.ts";
import type { Version } from "../../store/mod.ts";

/** What differs between two versions of a dataset; `--json` prints it as it is. */
export type DiffResult = {
  readonly schema_version: 1;
  readonly command: "diff";
  readonly data_dir: string;
  readonly warnings: readonly string[];
  readonly feed: FeedLabel;
  readonly dataset: "merged" | "snapshots" | "means";
  readonly older: Version;
  readonly newer: Version;
  /**
   * What was compared: tables as they are; of snapshots what their feeds forecast for the same hours, or, where a feed
   * body is gone, each snapshot's record, which is of another hour.
   */
  readonly compared: "tables" | "same_hours" | "different_hours";
  /** The hours that both feeds tell of, ISO 8601 on the feed's clock; null where they were not compared. */
  readonly same_hours: { readonly count: number; readonly first: string; readonly last: string } | null;
  readonly town_counts: {
    readonly in_older: number;
    readonly in_newer: number;
    readonly in_both: number;
    readonly changed: number;
  };
  /** The columns that name a town. */
  readonly key: readonly string[];
  /** Towns of one version alone: their key and labels. */
  readonly new: readonly PlainRow[];
  readonly gone: readonly PlainRow[];
  /** Of each column that was compared, in how many towns of both it differs. */
  readonly columns: readonly { readonly name: string; readonly changed: number }[];
  readonly only_older: readonly string[];
  readonly only_newer: readonly string[];
  readonly measures: readonly {
    readonly name: string;
    readonly unit: string | null;
    /** Whether the changes are of a total over the hours, not of a mean. */
    readonly total: boolean;
    readonly changed: number;
    /** Towns with a value in the newer version alone, and in the older one alone; null of the same hours. */
    readonly appeared: number | null;
    readonly vanished: number | null;
    /** Newer less older; by the same hours the mean over them, or the total of what adds up, as rain does. */
    readonly mean_change: number | null;
    readonly lowest_change: number | null;
    readonly highest_change: number | null;
    /** The key, the labels, `older`, `newer` and `change` of the towns that changed most. */
    readonly largest: readonly PlainRow[];
  }[];
  readonly seconds: number;
};
