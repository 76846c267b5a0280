import { dirname } from "node:path";
import { discard, syncFolder, writeTemporary } from "./_durable.ts";
import { nextCurrentOf } from "./_unfinished_names.ts";
import { writing } from "./_writing.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import type { Version } from "./version.ts";

/**
 * Puts a copy of a version in the place of the file of that name, if there is one. Whoever opens it finds the old
 * one or the new one, each whole. The new one is on the disk before the version is published, and needs but its
 * name afterwards: a run that is cut off between the two leaves it to the next run's `sweepLeftovers`.
 *
 * @param publish publishes the version itself; when it fails, the old file stays
 * @throws {Failure} what `publish` throws; `cannot-create` or `io` when the file cannot be written. The old one
 * then stays, but where the last step alone failed, which brings the new one's name to the disk
 *
 * @example
 * ```ts
 * await replaceFile("data/data_merged/current.csv", csv, version, () => publishTable(…));
 * ```
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array,
  version: Version,
  publish: () => Promise<unknown>,
  fs: FileSystem = realFileSystem,
): Promise<void> {
  const folder = dirname(path);
  await writing(path, async () => {
    await fs.mkdir(folder, { recursive: true });
    const temporary = await writeTemporary(folder, bytes, fs, nextCurrentOf(version));
    try {
      await publish();
    } catch (error) {
      await discard(temporary, fs);
      throw error;
    }
    await fs.rename(temporary, path);
    await syncFolder(folder, fs);
  });
}
