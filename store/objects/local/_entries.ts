import type { Dirent } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../../errors/mod.ts";
import { codeOf, isMissing } from "./_failures.ts";
import type { FileSystem } from "./file_system.ts";

/** What there is in a folder, without what is neither a file nor a folder. */
export type Entry = {
  readonly name: string;
  readonly isFolder: boolean;
  /** For a link to a folder, what distinguishes that folder from others; undefined for anything else. */
  readonly linked: string | undefined;
};

/**
 * What is in a folder, links followed; nothing when there is no such folder.
 *
 * @param isWanted which files by their names; every folder is given
 */
export async function entriesIn(
  folder: string,
  files: Pick<FileSystem, "readdir" | "stat">,
  isWanted: (name: string) => boolean,
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (const found of await direntsIn(folder, files)) {
    if (found.isFile() && !isWanted(found.name)) continue;
    const entry = found.isSymbolicLink() ? await followed(folder, found.name, files) : plain(found);
    if (entry?.isFolder === true || (entry !== undefined && isWanted(entry.name))) entries.push(entry);
  }
  return entries;
}

async function direntsIn(folder: string, files: Pick<FileSystem, "readdir">): Promise<Dirent[]> {
  try {
    return await files.readdir(folder, { withFileTypes: true });
  } catch (cause) {
    const code = codeOf(cause);
    if (code === "ENOENT") return [];
    if (code === undefined) throw cause;
    if (code === "ENOTDIR") {
      throw new Failure("cannot-create", `"${folder}" is not a folder. Use another data folder.`, { cause });
    }
    const isForbidden = code === "EACCES" || code === "EPERM";
    throw new Failure(
      isForbidden ? "permission" : "io",
      `Cannot list the folder "${folder}": ${(cause as Error).message}. Check ${isForbidden ? "its permissions" : "the disk"} and run again.`,
      { cause },
    );
  }
}

function plain(found: Dirent): Entry | undefined {
  if (!found.isFile() && !found.isDirectory()) return undefined;
  return { name: found.name, isFolder: found.isDirectory(), linked: undefined };
}

async function followed(
  folder: string,
  name: string,
  files: Pick<FileSystem, "stat">,
): Promise<Entry | undefined> {
  try {
    const target = await files.stat(join(folder, name), { bigint: true });
    if (target.isFile()) return { name, isFolder: false, linked: undefined };
    return target.isDirectory() ? { name, isFolder: true, linked: `${target.dev}:${target.ino}` } : undefined;
  } catch (cause) {
    // A link to nothing, or to itself.
    if (isMissing(cause) || codeOf(cause) === "ELOOP") return undefined;
    throw new Failure(
      "io",
      `Cannot look at "${join(folder, name)}": ${(cause as Error).message}. Check its permissions.`,
      {
        cause,
      },
    );
  }
}
