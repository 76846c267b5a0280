import type { Version, VersionedDataset } from "../../store/mod.ts";

/** A table that was made again, and what came of it. */
export type RebuiltTable = {
  readonly dataset: VersionedDataset;
  readonly version: Version;
  /**
   * `same`: the table made again has the bytes of that which was published. `restored`: so it has, and the file, which
   * was missing or damaged, has them again. `different`: it has others, and nothing was written. `not_made`: it could
   * not be made again, and the file is whole. `lost`: nor is the file.
   */
  readonly outcome: "same" | "restored" | "would_restore" | "different" | "not_made" | "lost";
  /** How it differs, or why it could not be made; null where it is the same. */
  readonly reason: string | null;
};

/** What a rebuild did; `--json` prints it as it is. */
export type RebuildResult = {
  readonly schema_version: 1;
  readonly command: "rebuild";
  readonly run_id: string;
  readonly dry_run: boolean;
  readonly data_dir: string;
  readonly warnings: readonly string[];
  /** Snapshots first, then means and merged tables, each in the order of publication. */
  readonly tables: readonly RebuiltTable[];
  readonly seconds: number;
};
