import { dirname } from "node:path";
import { discard, syncFolder, writeTemporary } from "./_durable.ts";
import { writing } from "./_writing.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";

/**
 * Makes a new file visible under its name, whole or not at all, and never over another one: written under a
 * temporary name in the same folder, brought to the disk, then linked.
 *
 * @returns false when the name is taken; the file of that name is as it was
 * @throws {Failure} `cannot-create` or `io` when it cannot be written
 *
 * @example
 * ```ts
 * await publishFile("data/data_municipio_x_hora/20261124_140000.csv", csv); // true
 * ```
 */
export async function publishFile(
  path: string,
  bytes: Uint8Array,
  fs: FileSystem = realFileSystem,
): Promise<boolean> {
  const folder = dirname(path);
  return await writing(path, async () => {
    await fs.mkdir(folder, { recursive: true });
    const temporary = await writeTemporary(folder, bytes, fs);
    try {
      await fs.link(temporary, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
      throw error;
    } finally {
      await discard(temporary, fs);
    }
    try {
      await syncFolder(folder, fs);
    } catch (error) {
      await discard(path, fs);
      throw error;
    }
    return true;
  });
}
