import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { CATALOG } from "../../configs/mod.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { publishFile } from "./publish_file.ts";

/** How much of the hash names a body: 64 bits, so that no two of a million bodies share it. */
const DIGITS = 16;

/**
 * Keeps a feed's body as it was served, once for each distinct content: it is named after the hash of its
 * inflated text, since the same forecast may come in another envelope. A body that came as plain JSON is
 * compressed.
 *
 * @param textSha256 SHA-256 of the inflated text
 * @returns the path inside the data folder, and whether the content is new
 * @throws {Failure} `cannot-create` or `io` when it cannot be written
 *
 * @example
 * ```ts
 * await keepRaw("data", feed, sha256(feed.text)); // { path: "raw/2c26b46b68ffc68f.json.gz", isNew: true }
 * ```
 */
export async function keepRaw(
  dataDir: string,
  { body, gzipped }: { readonly body: Uint8Array; readonly gzipped: boolean },
  textSha256: string,
  fs: FileSystem = realFileSystem,
): Promise<{ path: string; isNew: boolean }> {
  const path = `${CATALOG.raw.folder}/${textSha256.slice(0, DIGITS)}.json.gz`;
  const kept = join(dataDir, path);
  if (
    await fs.access(kept).then(
      () => true,
      () => false,
    )
  )
    return { path, isNew: false };
  return { path, isNew: await publishFile(kept, gzipped ? body : await promisify(gzip)(body), fs) };
}
