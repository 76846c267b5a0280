import { type Partition, partitionsOf } from "../engines/mod.ts";
import {
  checkedPaths,
  type DataFolder,
  fileOf,
  folderOf,
  type PublishedFile,
  type Snapshot,
  type SnapshotInput,
  tableName,
} from "../store/mod.ts";

/** The CSV of a snapshot, by what its manifest says. */
export function csvOf({ version, sha256, bytes }: SnapshotInput): PublishedFile {
  return { name: tableName(folderOf("snapshots"), version), sha256, bytes };
}

/**
 * The files in which an engine finds snapshots, each of which was compared with its manifest.
 *
 * @param snapshots oldest first
 * @param inputs what the manifests say of each of them, in their order
 * @throws {Failure} `contract` when a file is missing or was changed, `io` when one cannot be read
 */
export async function checkedPartitions(
  data: DataFolder,
  snapshots: readonly Snapshot[],
  inputs: readonly SnapshotInput[],
): Promise<Partition[]> {
  const files = new Map<string, PublishedFile>();
  const names = snapshots.map(({ compacted }, i) => {
    const file =
      compacted === undefined ? csvOf(inputs[i] as SnapshotInput) : fileOf(compacted.partition.manifest);
    files.set(file.name, file);
    return file.name;
  });
  const checked = await checkedPaths(data, [...files.values()]);
  const paths = new Map([...files.keys()].map((name, i) => [name, checked[i] ?? ""]));
  return partitionsOf(
    snapshots.map(({ version, compacted }, i) => {
      const path = paths.get(names[i] ?? "") ?? "";
      const { rows } = inputs[i] as SnapshotInput;
      if (compacted === undefined) return { version, rows, csv: path };
      const parquet = { path, snapshots: compacted.partition.manifest.snapshots.length };
      return { version, rows, csv: data.objects.where(tableName(folderOf("snapshots"), version)), parquet };
    }),
  );
}
