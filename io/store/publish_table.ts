import { join } from "node:path";
import { publishCommitted } from "./_publish_committed.ts";
import { publishNew } from "./_publish_new.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { type Manifest, sha256 } from "./manifest.ts";
import type { Version } from "./version.ts";

/** What the manifest tells of a table beyond what follows from its bytes. */
export type TableDetails = Omit<
  Manifest,
  "schema_version" | "dataset" | "version" | "file" | "sha256" | "bytes"
>;

/**
 * Publishes one version of a table: the CSV first, then its manifest, which makes it count. Where the second
 * fails the first is taken back.
 *
 * @param dataset the folder's name in the data folder
 * @returns the manifest as it was written
 * @throws {Failure} `cannot-create` or `io` when one cannot be written, `io` when the version is taken
 *
 * @example
 * ```ts
 * await publishTable("data", "data_temp_prec_mean", version, csv, details);
 * ```
 */
export async function publishTable<Details extends TableDetails>(
  dataDir: string,
  dataset: string,
  version: Version,
  csv: Uint8Array,
  details: Details,
  fs: FileSystem = realFileSystem,
): Promise<Manifest<Details>> {
  const file = `${version}.csv`;
  const manifest: Manifest<Details> = {
    schema_version: 1,
    dataset,
    version,
    file,
    sha256: sha256(csv),
    bytes: csv.length,
    ...details,
  };
  const path = join(dataDir, dataset, file);
  await publishCommitted(join(dataDir, dataset), manifest, () => publishNew(path, csv, fs), fs);
  return manifest;
}
