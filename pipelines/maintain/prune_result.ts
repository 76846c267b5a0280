import type { Retained } from "../../configs/mod.ts";

/** What a prune removed of a dataset, or in a dry run would remove. */
export type PrunedDataset = {
  /** Its name among those that a rule can be for. */
  readonly name: Retained;
  /** Its folder. */
  readonly dataset: string;
  /** Versions, months, or the files of bodies and of the quarantine. */
  readonly removed: number;
  /** Of all their files. */
  readonly bytes: number;
  /** The newest version or month that was removed; null where files have no versions, and where none was. */
  readonly newest: string | null;
  /** How many stay. */
  readonly left: number;
  /** In a dry run each that stays, newest first, by its version, month or name, and why; else null. */
  readonly kept: readonly { readonly name: string; readonly reasons: readonly string[] }[] | null;
};

/** What a prune did; `--json` prints it as it is. */
export type PruneResult = {
  readonly schema_version: 1;
  readonly command: "prune";
  readonly run_id: string;
  readonly dry_run: boolean;
  readonly data_dir: string;
  readonly warnings: readonly string[];
  /** The rules by which versions stay, as the setting "retention" has them. */
  readonly rules: string;
  /** What was asked for; null where it was not. */
  readonly keep: number | null;
  readonly older_than_days: number | null;
  readonly future: boolean;
  readonly missing: boolean;
  readonly datasets: readonly PrunedDataset[];
  readonly seconds: number;
};
