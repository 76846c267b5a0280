/** What a prune removed of a dataset, or in a dry run would remove. */
export type PrunedDataset = {
  /** Its folder. */
  readonly dataset: string;
  /** Versions, or feed bodies. */
  readonly removed: number;
  /** Of all their files. */
  readonly bytes: number;
  /** The newest version that was removed; null for feed bodies, and where none was. */
  readonly newest: string | null;
  /** How many stay. */
  readonly left: number;
};

/** What a prune did; `--json` prints it as it is. */
export type PruneResult = {
  readonly schema_version: 1;
  readonly command: "prune";
  readonly run_id: string;
  readonly dry_run: boolean;
  readonly data_dir: string;
  readonly warnings: readonly string[];
  /** What was asked for; null where it was not. */
  readonly keep: number | null;
  readonly older_than_days: number | null;
  readonly future: boolean;
  readonly missing: boolean;
  readonly datasets: readonly PrunedDataset[];
  readonly seconds: number;
};
