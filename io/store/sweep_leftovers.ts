import { join } from "node:path";
import { CATALOG } from "../../configs/mod.ts";
import { discard, TEMPORARY } from "./_durable.ts";
import { namesIn } from "./_names_in.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";

const MONTH = /^month=/;

/**
 * Removes the unfinished files that runs which were cut off left in the datasets' folders; nothing reads them.
 * Only whoever holds the data folder's lock may do so: what is unfinished then is nobody's any more.
 *
 * @returns how many there were
 * @throws {Failure} `io` when a folder cannot be listed
 *
 * @example
 * ```ts
 * await withLock("data", "ingest", new Date(), async () => await sweepLeftovers("data")); // 0
 * ```
 */
export async function sweepLeftovers(
  dataDir: string,
  fs: Pick<FileSystem, "readdir" | "rm"> = realFileSystem,
): Promise<number> {
  let swept = 0;
  const sweep = async (folder: string): Promise<void> => {
    for (const name of await namesIn(folder, fs)) {
      if (MONTH.test(name)) await sweep(join(folder, name));
      if (!TEMPORARY.test(name)) continue;
      await discard(join(folder, name), fs);
      swept++;
    }
  };
  for (const { folder } of [CATALOG.snapshots, CATALOG.means, CATALOG.merged, CATALOG.raw]) {
    await sweep(join(dataDir, folder));
  }
  return swept;
}
