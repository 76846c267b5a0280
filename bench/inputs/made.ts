import { existsSync } from "node:fs";
import { mkdir, rename, rm, statfs } from "node:fs/promises";
import { join } from "node:path";

/**
 * A file or folder of the work folder: made if it is not there, and there only once it is whole.
 *
 * @param bytes how much room it takes at most
 * @param make makes it at the path that it is given
 * @returns its path
 * @throws {Error} where the disk has no room for twice as much
 *
 * @example
 * ```ts
 * const path = await made("bench/.work", "feed.json.gz", 12e6, (path) => writeFile(path, body));
 * ```
 */
export async function made(
  work: string,
  name: string,
  bytes: number,
  make: (path: string) => Promise<void>,
): Promise<string> {
  const path = join(work, name);
  if (existsSync(path)) return path;
  await mkdir(work, { recursive: true });
  const { bavail, bsize } = await statfs(work);
  if (bavail * bsize < 2 * bytes) {
    const [free, wanted] = [bavail * bsize, 2 * bytes].map((size) => `${(size / 1e9).toFixed(1)} GB`);
    throw new Error(`"${work}" has ${free} left, and "${name}" wants ${wanted}. Make room, or run --clean.`);
  }
  const partial = join(work, `partial-${name}`);
  await rm(partial, { recursive: true, force: true });
  await make(partial);
  await rename(partial, path);
  return path;
}
