/** A file of records on this machine, some or all of whose snapshots count. */
export type Partition = {
  readonly path: string;
  readonly format: "csv" | "parquet";
  /** The snapshots that count, oldest first: of a CSV the one that it is. */
  readonly versions: readonly string[];
  /** Whether these are all of the file's snapshots. */
  readonly whole: boolean;
  /** How many records these have. */
  readonly rows: number;
};

/** Where the records of one snapshot are. */
export type SnapshotFiles = {
  readonly version: string;
  /** How many records it has. */
  readonly rows: number;
  /** The path of its CSV. */
  readonly csv: string;
  /** The Parquet file that has its records, where there is one, and of how many snapshots it has those. */
  readonly parquet?: { readonly path: string; readonly snapshots: number } | undefined;
};

/**
 * The files from which snapshots are read: each from its Parquet file, where it has one, and otherwise from its CSV.
 *
 * @param snapshots oldest first
 * @returns in the same order: a Parquet file appears twice where another file's snapshot lies between two of its own
 *
 * @example
 * ```ts
 * partitionsOf([{ version: "20261124_140000", rows: 2463, csv: "data/20261124_140000.csv" }]);
 * // [{ path: "data/20261124_140000.csv", format: "csv", versions: ["20261124_140000"], whole: true, rows: 2463 }]
 * ```
 */
export function partitionsOf(snapshots: readonly SnapshotFiles[]): Partition[] {
  const partitions: {
    path: string;
    format: "csv" | "parquet";
    versions: string[];
    whole: boolean;
    rows: number;
  }[] = [];
  for (const { version, rows, csv, parquet } of snapshots) {
    if (parquet === undefined) {
      partitions.push({ path: csv, format: "csv", versions: [version], whole: true, rows });
      continue;
    }
    let last = partitions.at(-1);
    if (last?.path !== parquet.path) {
      last = { path: parquet.path, format: "parquet", versions: [], whole: false, rows: 0 };
      partitions.push(last);
    }
    last.versions.push(version);
    last.rows += rows;
    last.whole = last.versions.length === parquet.snapshots;
  }
  return partitions;
}
