import type { Feed } from "../configs/mod.ts";
import type { CsvFormulas, JoinKind } from "../frames/mod.ts";
import type { PartSnapshot, Version } from "../io/store/mod.ts";

/** A snapshot that a merge took; the same whether it was read from its CSV or from a Parquet file. */
export type SnapshotInput = PartSnapshot;

/** What the manifests of the means and of the merged table tell beyond what every manifest does. */
export type MergeDetails = {
  readonly feed: FeedLabel;
  /** How many hours were asked for; `snapshots` has as many as there were. */
  readonly window: number;
  /** Oldest first. */
  readonly snapshots: readonly SnapshotInput[];
  readonly municipalities: {
    readonly path: string;
    readonly sha256: string;
    readonly rows: number;
    readonly synthetic: boolean;
  };
  readonly how: JoinKind;
  /** Whether texts that a spreadsheet would run as a formula got an apostrophe. */
  readonly csv_formulas: CsvFormulas;
  /** The keys without a partner, as "state-municipality". */
  readonly unmatched: { readonly towns: readonly string[]; readonly municipalities: readonly string[] };
};

/** What a merge did; `--json` prints it as it is. */
export type MergeReport = MergeDetails & {
  readonly schema_version: 1;
  readonly command: "merge";
  readonly run_id: string;
  readonly dry_run: boolean;
  readonly data_dir: string;
  /** Towns with means, and towns in the merged table. */
  readonly towns: { readonly means: number; readonly merged: number };
  readonly version: Version;
  /** The published files; null in a dry run. */
  readonly files: { readonly means: string; readonly merged: string; readonly current: string } | null;
  readonly seconds: number;
};
