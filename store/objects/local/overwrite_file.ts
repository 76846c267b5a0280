import { dirname } from "node:path";
import { discard, makeFolder, syncFolder, writeTemporary } from "./_durable.ts";
import { writing } from "./_failures.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";

/**
 * Writes a file anywhere on this machine, over the one of that name. Whoever opens it finds the old one or the new
 * one, each whole.
 *
 * @throws {Failure} `cannot-create` or `io` when the file cannot be written; the old one then stays, but where the
 * last step alone failed, which brings the new one's name to the disk
 *
 * @example
 * ```ts
 * await overwriteFile("merged.xlsx", bytes);
 * ```
 */
export async function overwriteFile(
  path: string,
  bytes: Uint8Array,
  files: FileSystem = realFileSystem,
): Promise<void> {
  const folder = dirname(path);
  await writing(path, async () => {
    await makeFolder(folder, files);
    const temporary = await writeTemporary(folder, bytes, files);
    try {
      await files.rename(temporary, path);
    } catch (error) {
      await discard(temporary, files);
      throw error;
    }
    await syncFolder(folder, files);
  });
}
