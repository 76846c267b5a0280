import { Failure } from "../../errors/mod.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";

/**
 * Removes a file; one that is not there is no trouble.
 *
 * @throws {Failure} `permission` when it may not be removed, `io` when it cannot be
 *
 * @example
 * ```ts
 * await removeFile("data/raw/2c26b46b68ffc68f.json.gz");
 * ```
 */
export async function removeFile(path: string, fs: Pick<FileSystem, "rm"> = realFileSystem): Promise<void> {
  await fs.rm(path, { force: true }).catch((cause: NodeJS.ErrnoException) => {
    const isForbidden = cause.code === "EACCES" || cause.code === "EPERM";
    throw new Failure(
      isForbidden ? "permission" : "io",
      `Cannot remove "${path}": ${cause.message}. ${isForbidden ? "Check the folder's permissions" : "Check the disk"} and run again.`,
      { cause },
    );
  });
}
