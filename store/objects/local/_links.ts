import { discard, temporaryIn, writeTemporary } from "./_durable.ts";
import { codeOf, isMissing } from "./_failures.ts";
import { underGuard } from "./_guard.ts";
import type { FileSystem } from "./file_system.ts";

/**
 * How link() fails on disks without hard links: EPERM on vFAT and exFAT, ENOTSUP on SMB, NFS, virtiofs and macOS,
 * ENOSYS on some FUSE file systems, EMLINK and EINVAL where a file can have one name only.
 */
const NO_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EINVAL"]);

/** How files get names that must be free. */
export type Links = {
  /** Gives a file a name in its folder; false when the name is taken. The file may keep its old name as well. */
  readonly nameNew: (file: string, path: string) => Promise<boolean>;
  /** Whether the disk of a folder has hard links; undefined when that cannot be tried. */
  readonly areThere: (folder: string) => Promise<boolean | undefined>;
};

/**
 * By a hard link, which fails when the name is taken. On a disk without them by a rename under a guard; what was found
 * about the disk is remembered.
 */
export function linksOn(files: FileSystem): Links {
  let areThere: boolean | undefined;
  return {
    nameNew: async (file, path) => {
      if (areThere !== false) {
        try {
          await files.link(file, path);
          areThere = true;
          return true;
        } catch (error) {
          const code = codeOf(error) ?? "";
          if (code === "EEXIST") return false;
          if (!NO_LINKS.has(code)) throw error;
        }
      }
      const isNamed = await renameNew(file, path, files);
      // Only now is it known that it was not for lack of a permission.
      areThere = false;
      return isNamed;
    },
    areThere: async (folder) => {
      areThere ??= await tryLink(folder, files);
      return areThere;
    },
  };
}

async function renameNew(file: string, path: string, files: FileSystem): Promise<boolean> {
  return await underGuard(path, files, async (assertHeld) => {
    if (await isTaken(path, files)) return false;
    await assertHeld();
    await files.rename(file, path);
    return true;
  });
}

async function isTaken(path: string, files: Pick<FileSystem, "lstat">): Promise<boolean> {
  try {
    await files.lstat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function tryLink(folder: string, files: FileSystem): Promise<boolean | undefined> {
  const other = temporaryIn(folder);
  let file: string | undefined;
  try {
    file = await writeTemporary(folder, new Uint8Array(), files);
    await files.link(file, other);
    return true;
  } catch (error) {
    return file !== undefined && NO_LINKS.has(codeOf(error) ?? "") ? false : undefined;
  } finally {
    for (const path of [file, other]) if (path !== undefined) await discard(path, files);
  }
}
