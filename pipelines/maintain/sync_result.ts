/** What a sync did, or in a dry run would do; `--json` prints it as it is. */
export type SyncResult = {
  readonly schema_version: 1;
  readonly command: "sync";
  readonly run_id: string;
  readonly dry_run: boolean;
  readonly warnings: readonly string[];
  readonly from: string;
  readonly to: string;
  /** Objects that were missing and have been copied. */
  readonly copied: number;
  /** Of all of them. */
  readonly bytes: number;
  /** Objects that were there already. */
  readonly there: number;
  /** Objects that no longer count and have been removed. */
  readonly removed: number;
  /** Publications and removals that the target did not have yet. */
  readonly events: number;
  readonly seconds: number;
};
