import { join, sep } from "node:path";
import { Failure } from "../../../errors/mod.ts";
import { isName } from "../names.ts";
import { entriesIn } from "./_entries.ts";
import { codeOf, isMissing } from "./_failures.ts";
import type { FileSystem } from "./file_system.ts";

/**
 * Makes sure that the folder of a prefix, those above it and those below it lie in the root folder.
 *
 * @throws {Failure} `config` when one is a link to a place outside, `io` when one cannot be looked at
 */
export async function assertFolderInside(
  root: string,
  prefix: string,
  files: Pick<FileSystem, "readdir" | "realpath" | "stat">,
): Promise<void> {
  const real = await realPath(root, files);
  if (real === undefined) return;
  const inside = real.endsWith(sep) ? real : real + sep;
  const check = async (folder: string): Promise<void> => {
    const path = await realPath(folder, files);
    if (path === undefined || path.startsWith(inside)) return;
    throw new Failure(
      "config",
      `"${folder}" leads to "${path}", outside of the data folder. Put a folder there, or use another data folder.`,
    );
  };
  const checkBelow = async (folder: string): Promise<void> => {
    for (const { name, isFolder, linked } of await entriesIn(folder, files)) {
      // Nothing is ever written into a folder whose name no object can have.
      if (!isFolder || !isName(name)) continue;
      if (linked === undefined) await checkBelow(join(folder, name));
      else await check(join(folder, name));
    }
  };
  let folder = root;
  for (const part of prefix.split("/").filter((part) => part !== "")) {
    folder = join(folder, part);
    await check(folder);
  }
  await checkBelow(folder);
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
