import { sep } from "node:path";
import { Failure } from "../../../errors/mod.ts";
import { codeOf, isMissing } from "./_failures.ts";
import type { FileSystem } from "./file_system.ts";

/** Makes sure that a folder lies in the store, links followed. */
export type AssertInside = (folder: string) => Promise<void>;

/**
 * What makes sure that folders lie in the root folder.
 *
 * @throws {Failure} `config` when one is a link to a place outside, `io` when one cannot be looked at
 */
export async function insideOf(root: string, files: Pick<FileSystem, "realpath">): Promise<AssertInside> {
  const real = await realPath(root, files);
  const inside = real?.endsWith(sep) === true ? real : `${real}${sep}`;
  return async (folder) => {
    if (real === undefined) return;
    const path = await realPath(folder, files);
    if (path === undefined || path.startsWith(inside)) return;
    throw new Failure(
      "config",
      `"${folder}" leads to "${path}", outside of the data folder. Put a folder there, or use another data folder.`,
    );
  };
}

async function realPath(path: string, files: Pick<FileSystem, "realpath">): Promise<string | undefined> {
  try {
    return await files.realpath(path);
  } catch (cause) {
    // What is not there yet, or cannot be, is found out by whoever makes it.
    if (isMissing(cause)) return undefined;
    if (codeOf(cause) === undefined) throw cause;
    throw new Failure("io", `Cannot look at "${path}": ${(cause as Error).message}. Check its permissions.`, {
      cause,
    });
  }
}
