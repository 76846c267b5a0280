import { join, sep } from "node:path";
import { CATALOG } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { namesIn } from "./_names_in.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";

const MONTH = /^month=/;
/** Where runs write. The municipality data is the user's own, read alone, and may be a link. */
const WRITTEN = [CATALOG.snapshots, CATALOG.means, CATALOG.merged, CATALOG.quarantine, CATALOG.raw];

/**
 * Makes sure that every folder which runs write to, and remove files from, lies in the data folder: one that is a
 * link to a place outside of it is refused.
 *
 * @throws {Failure} `config` when one leads outside, `io` when one cannot be looked at
 *
 * @example
 * ```ts
 * await checkFolders("data");
 * ```
 */
export async function checkFolders(
  dataDir: string,
  fs: Pick<FileSystem, "readdir" | "realpath"> = realFileSystem,
): Promise<void> {
  const root = await realPath(dataDir, fs);
  if (root === undefined) return;
  const check = async (folder: string): Promise<void> => {
    const path = await realPath(folder, fs);
    if (path === undefined || path.startsWith(root.endsWith(sep) ? root : root + sep)) return;
    throw new Failure(
      "config",
      `"${folder}" leads to "${path}", outside of the data folder. Put a folder there, or use another --data-dir.`,
    );
  };
  for (const { folder } of WRITTEN) await check(join(dataDir, folder));
  const snapshots = join(dataDir, CATALOG.snapshots.folder);
  for (const name of (await namesIn(snapshots, fs)).filter((name) => MONTH.test(name))) {
    await check(join(snapshots, name));
  }
}

async function realPath(path: string, fs: Pick<FileSystem, "realpath">): Promise<string | undefined> {
  try {
    return await fs.realpath(path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    // What is not there yet, or cannot be, is found out by whoever makes it.
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new Failure("io", `Cannot look at "${path}": ${message}. Check its permissions.`, { cause });
  }
}
