import type { MergeDetails, Version } from "../../store/mod.ts";

/** What a merge did; `--json` prints it as it is. */
export type MergeResult = MergeDetails & {
  readonly schema_version: 1;
  readonly command: "merge";
  readonly run_id: string;
  readonly dry_run: boolean;
  readonly data_dir: string;
  readonly warnings: readonly string[];
  /** Towns with means, and towns in the merged table. */
  readonly towns: { readonly means: number; readonly merged: number };
  readonly version: Version;
  /** The published files; null in a dry run. */
  readonly files: { readonly means: string; readonly merged: string; readonly current: string } | null;
  readonly seconds: number;
};
