import { namesIn } from "./_names_in.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";

/**
 * The names in a dataset's folder, sorted, without those of unfinished files; none when there is no such folder.
 *
 * @throws {Failure} `io` when it cannot be listed
 *
 * @example
 * ```ts
 * await listFiles("data/raw"); // ["2c26b46b68ffc68f.json.gz"]
 * ```
 */
export async function listFiles(
  folder: string,
  fs: Pick<FileSystem, "readdir"> = realFileSystem,
): Promise<string[]> {
  return (await namesIn(folder, fs)).filter((name) => !name.startsWith(".")).sort();
}
