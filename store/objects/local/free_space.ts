import { access, statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** The room on the disk of a folder. */
export type FreeSpace = {
  /** The folder, or where it is not there yet the nearest one above it that is. */
  readonly folder: string;
  /** What this user may still write, in bytes. */
  readonly free: number;
  /** How many more files there may be; undefined where the disk sets no number. */
  readonly files: number | undefined;
};

/**
 * The room on the disk that a folder is on, or will be on.
 *
 * @throws an error of the file system where the disk cannot tell
 *
 * @example
 * ```ts
 * (await freeSpace("data")).free; // 68719476736
 * ```
 */
export async function freeSpace(folder: string): Promise<FreeSpace> {
  for (let path = resolve(folder); ; path = dirname(path)) {
    const isThere = await access(path).then(
      () => true,
      () => path === dirname(path),
    );
    if (!isThere) continue;
    const { bavail, bsize, files, ffree } = await statfs(path);
    return { folder: path, free: bavail * bsize, files: files > 0 ? ffree : undefined };
  }
}
