import { dirname, join } from "node:path";
import { CATALOG } from "../../configs/mod.ts";
import { discard, syncFolder, temporaryIn } from "./_durable.ts";
import { publishCommitted } from "./_publish_committed.ts";
import { taken } from "./_publish_new.ts";
import { writing } from "./_writing.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { hashFile } from "./hash_file.ts";
import type { Manifest } from "./manifest.ts";
import type { Part, PartDetails } from "./part.ts";
import type { TableDetails } from "./publish_table.ts";
import type { Version } from "./version.ts";

/**
 * Publishes snapshots of a month as one Parquet file, and then its manifest, which makes it count. The file is
 * written under a temporary name, brought to the disk, then linked, and never over another one. Where
 * something fails nothing is left of it.
 *
 * @param write writes the Parquet file at a path: whoever can write one writes to a path itself
 * @throws {Failure} `cannot-create` or `io` when a file cannot be written, `io` when the version is taken; and
 * what `write` throws
 *
 * @example
 * ```ts
 * const part = await publishPart("data", version, details, (path) => writePart(path, csvs, smnHourly));
 * ```
 */
export async function publishPart(
  dataDir: string,
  version: Version,
  details: TableDetails & PartDetails,
  write: (path: string) => Promise<void>,
  fs: FileSystem = realFileSystem,
): Promise<Part> {
  const dataset = join(CATALOG.snapshots.folder, `month=${details.month}`);
  const folder = join(dataDir, dataset);
  const file = `${version}.parquet`;
  const path = join(folder, file);
  return await writing(path, async () => {
    await fs.mkdir(folder, { recursive: true });
    // A month's first part is in a new folder, whose name must be as safe as the part itself.
    await syncFolder(dirname(folder), fs);
    const temporary = temporaryIn(folder);
    try {
      await write(temporary);
      const written = await syncAndHash(temporary, fs);
      const manifest: Manifest<PartDetails> = {
        schema_version: 1,
        dataset,
        version,
        file,
        ...written,
        ...details,
      };
      await publishCommitted(folder, manifest, () => linkNew(temporary, path, fs), fs);
      return { path, manifest };
    } finally {
      await discard(temporary, fs);
    }
  });
}

/** Gives a file that is on the disk its name. */
async function linkNew(temporary: string, path: string, fs: FileSystem): Promise<void> {
  await fs.link(temporary, path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EEXIST" ? taken(path) : error;
  });
  try {
    await syncFolder(dirname(path), fs);
  } catch (error) {
    await discard(path, fs);
    throw error;
  }
}

async function syncAndHash(path: string, fs: FileSystem): Promise<Pick<Manifest, "sha256" | "bytes">> {
  const file = await fs.open(path, "r+");
  try {
    await file.sync();
    return await hashFile(file);
  } finally {
    await file.close();
  }
}
