import { dirname } from "node:path";
import { discard, syncFolder, writeTemporary } from "./_durable.ts";
import { writing } from "./_writing.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";

/**
 * Writes a file that is no version and can be made again, over the one of that name. Whoever opens it finds the old
 * one or the new one, each whole.
 *
 * @throws {Failure} `cannot-create` or `io` when the file cannot be written; the old one then stays, but where the
 * last step alone failed, which brings the new one's name to the disk
 *
 * @example
 * ```ts
 * await overwriteFile("data/report.html", page);
 * ```
 */
export async function overwriteFile(
  path: string,
  bytes: Uint8Array,
  fs: FileSystem = realFileSystem,
): Promise<void> {
  const folder = dirname(path);
  await writing(path, async () => {
    await fs.mkdir(folder, { recursive: true });
    const temporary = await writeTemporary(folder, bytes, fs);
    try {
      await fs.rename(temporary, path);
    } catch (error) {
      await discard(temporary, fs);
      throw error;
    }
    await syncFolder(folder, fs);
  });
}
