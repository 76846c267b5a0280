import { join } from "node:path";
import { syncFolder } from "./_durable.ts";
import { writing } from "./_writing.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { removeFile } from "./remove_file.ts";
import type { Version } from "./version.ts";

/**
 * Removes versions of a table: all their CSVs first, and once that is on the disk their manifests. A run that is cut
 * off between the two so leaves manifests without a table, which nothing lists or reads, and which the next
 * prune removes. The other way round it would leave tables that look as if their manifest had been lost.
 *
 * @throws {Failure} `permission` or `io` when a file cannot be removed; what was removed before stays so
 *
 * @example
 * ```ts
 * await removeVersions("data", "data_merged", [version]);
 * ```
 */
export async function removeVersions(
  dataDir: string,
  dataset: string,
  versions: readonly Version[],
  fs: Pick<FileSystem, "open" | "rm"> = realFileSystem,
): Promise<void> {
  const folder = join(dataDir, dataset);
  for (const ending of [".csv", ".manifest.json"]) {
    for (const version of versions) await removeFile(join(folder, `${version}${ending}`), fs);
    await writing(folder, () => syncFolder(folder, fs));
  }
}
