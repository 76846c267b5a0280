import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { CATALOG } from "../../configs/mod.ts";
import { discard, syncFolder, temporaryIn } from "./_durable.ts";
import { manifestText } from "./_manifest_text.ts";
import { publishNew, taken } from "./_publish_new.ts";
import { writing } from "./_writing.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import type { Manifest } from "./manifest.ts";
import type { Part, PartDetails } from "./part.ts";
import type { TableDetails } from "./publish_table.ts";
import type { Version } from "./version.ts";

const CHUNK = 1 << 20;

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
    const written = await linkNew(path, write, fs);
    try {
      await syncFolder(folder, fs);
      const manifest: Manifest<PartDetails> = {
        schema_version: 1,
        dataset,
        version,
        file,
        ...written,
        ...details,
      };
      await publishNew(join(folder, `${version}.manifest.json`), manifestText(manifest), fs);
      return { path, manifest };
    } catch (error) {
      await discard(path, fs);
      throw error;
    }
  });
}

/** Has the file written, and gives it its name. Tells its size and hash. */
async function linkNew(
  path: string,
  write: (path: string) => Promise<void>,
  fs: FileSystem,
): Promise<Pick<Manifest, "sha256" | "bytes">> {
  const temporary = temporaryIn(dirname(path));
  try {
    await write(temporary);
    const written = await syncAndHash(temporary, fs);
    await fs.link(temporary, path);
    return written;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "EEXIST" ? taken(path) : error;
  } finally {
    await discard(temporary, fs);
  }
}

async function syncAndHash(path: string, fs: FileSystem): Promise<Pick<Manifest, "sha256" | "bytes">> {
  const file = await fs.open(path, "r+");
  try {
    await file.sync();
    const hash = createHash("sha256");
    const chunk = new Uint8Array(CHUNK);
    let bytes = 0;
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK, bytes);
      if (bytesRead === 0) return { sha256: hash.digest("hex"), bytes };
      hash.update(chunk.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  } finally {
    await file.close();
  }
}
