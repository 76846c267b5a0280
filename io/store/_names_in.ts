import { Failure } from "../../errors/mod.ts";
import type { FileSystem } from "./file_system.ts";

/** The names in a folder; none when there is no such folder. */
export async function namesIn(folder: string, fs: Pick<FileSystem, "readdir">): Promise<string[]> {
  try {
    return await fs.readdir(folder);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") return [];
    if (code === "ENOTDIR") {
      throw new Failure("cannot-create", `"${folder}" is not a folder. Use another --data-dir.`, { cause });
    }
    throw new Failure("io", `Cannot list the folder "${folder}": ${message}. Check its permissions.`, {
      cause,
    });
  }
}
