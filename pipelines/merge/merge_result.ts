import type { MergeDetails, Version } from "../../store/mod.ts";

/** What a merge did; `--json` prints it as it is. */
export type MergeResult = MergeDetails & {
  readonly schema_version: 1;
  readonly command: "merge";
  readonly run_id: string;
  readonly dry_run: boolean;
  readonly data_dir: string;
  readonly warnings: readonly string[];
  /** Which engine added up the records, such as "polars" or "spark". All give the same tables, to the last bit. */
  readonly engine: string;
  /** Towns in the merged table, and in that of the means. */
  readonly towns: number;
  readonly towns_with_means: number;
  readonly version: Version;
  /** The published files; null in a dry run. */
  readonly files: { readonly means: string; readonly merged: string; readonly current: string } | null;
  readonly seconds: number;
};
