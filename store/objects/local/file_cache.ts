import { randomUUID } from "node:crypto";
import { access, chmod, constants, mkdir, open, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Digest } from "../object_store.ts";
import { digestOf } from "./_digest.ts";
import { codeOf, isMissing, writing } from "./_failures.ts";
import { scratchFolder } from "./scratch.ts";

/** A copy of an object: where it is, and the hash and size of its bytes. */
export type FileCopy = Digest & { readonly path: string };

/** Copies on this machine of objects that are elsewhere, each under the hash of its bytes. */
export type FileCache = {
  /**
   * A copy with this hash, whose path ends with the object's name; undefined where there is none. Its bytes are compared
   * with the hash each time: a copy that was damaged is removed.
   */
  readonly find: (name: string, sha256: string) => Promise<FileCopy | undefined>;
  /**
   * Makes a copy. Where it grows beyond its bound by that, those copies go that were not asked for the longest, except
   * for those of the last ten minutes, which a process may be about to read.
   *
   * @param write writes the bytes to a path where nothing is, and says whether there are any: if not, no copy is made
   * @throws what `write` throws; {@linkcode Failure} `cannot-create` or `io` when the copy cannot be written
   */
  readonly add: (name: string, write: (path: string) => Promise<boolean>) => Promise<FileCopy | undefined>;
  /** A path at which there is never a file, for an object that is not there. */
  readonly nowhere: (name: string) => string;
};

/** What the folder of a copy is called. */
const HASH = /^[0-9a-f]{64}$/;
/** In milliseconds: for how long a copy that was asked for stays in any case. */
const IN_USE = 600_000;

/**
 * Copies in a folder, which several processes may use at once: a copy appears whole, and of two that are made at once
 * either is right.
 *
 * @param folder need not be there yet; where it cannot be written, copies last as long as the process
 * @param bound in bytes
 *
 * @example
 * ```ts
 * const copies = fileCache("/home/ana/.cache/municlima", 2e9);
 * await copies.find("data_merged/20261124_140000.csv", sha256); // undefined
 * ```
 */
export function fileCache(folder: string, bound: number): FileCache {
  let place: Promise<string> | undefined;
  const folderOf = async () => {
    place ??= writable(folder);
    return await place;
  };
  const pathOf = async (name: string, sha256: string) => join(await folderOf(), sha256, name);
  /** What other processes add meanwhile counts from the next process on. */
  let total: number | undefined;
  return {
    find: async (name, sha256) => {
      const path = await pathOf(name, sha256);
      try {
        const digest = await digestAt(path);
        if (digest.sha256 === sha256) {
          const now = new Date();
          await utimes(path, now, now).catch(() => undefined);
          return { ...digest, path };
        }
        await rm(path, { force: true });
      } catch (error) {
        // A copy that cannot be read is none.
        if (!isMissing(error) && (error as NodeJS.ErrnoException).code === undefined) throw error;
      }
      return undefined;
    },
    add: async (name, write) => {
      const temporary = join(await folderOf(), `.tmp-${randomUUID()}`);
      return await writing(temporary, async () => {
        try {
          if (!(await write(temporary))) return undefined;
          const digest = await digestAt(temporary);
          const path = await pathOf(name, digest.sha256);
          await mkdir(dirname(path), { recursive: true });
          // What is read by its hash is not to be changed.
          await chmod(temporary, 0o444);
          await rename(temporary, path);
          if (total !== undefined) total += digest.bytes;
          if (total === undefined || total > bound) total = await trim(await folderOf(), bound);
          return { ...digest, path };
        } finally {
          await rm(temporary, { force: true });
        }
      });
    },
    nowhere: (name) => join(folder, "nothing", name),
  };
}

/** The folder once it is there; where it cannot be, as on a disk that is read-only, one that goes with the process. */
async function writable(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return folder;
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST"].includes(codeOf(error) ?? "")) throw error;
    const own = join(await scratchFolder(), "copies");
    await mkdir(own, { recursive: true });
    return own;
  }
}

async function digestAt(path: string): Promise<Digest> {
  const file = await open(path, "r");
  return await digestOf(file).finally(() => file.close());
}

/** Removes the copies that were not asked for the longest until the others fit, and gives the size of what stays. */
async function trim(folder: string, bound: number): Promise<number> {
  const copies: { readonly path: string; readonly size: number; readonly used: number }[] = [];
  // Whatever else lies in the folder is somebody else's.
  for (const own of (await readdir(folder)).filter((name) => HASH.test(name))) {
    const within = await readdir(join(folder, own), { recursive: true, withFileTypes: true }).catch(() => []);
    for (const entry of within) {
      const path = join(entry.parentPath, entry.name);
      // Another process may be at it too.
      const found = entry.isFile() ? await stat(path).catch(() => undefined) : undefined;
      if (found !== undefined)
        copies.push({ path: join(folder, own), size: found.size, used: found.mtimeMs });
    }
  }
  let total = copies.reduce((sum, { size }) => sum + size, 0);
  for (const { path, size, used } of copies.sort((a, b) => a.used - b.used)) {
    if (total <= bound || Date.now() - used < IN_USE) break;
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
    total -= size;
  }
  return total;
}
