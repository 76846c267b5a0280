import { Failure } from "../../errors/mod.ts";

/** What keeps a file from being made at all, by its error code, and what to do about it. */
const CANNOT_CREATE: Readonly<Record<string, string>> = {
  EACCES: "You may not write there: check the folder's permissions, or use another --data-dir",
  EPERM: "You may not write there, or the disk knows no hard links: use another --data-dir",
  EROFS: "The file system is read-only: use another --data-dir",
  ENOTDIR: "A part of the path is a file, not a folder: use another --data-dir",
  EEXIST: "A file stands where a folder should be: use another --data-dir",
  EISDIR: "A folder stands where the file should be: move it away",
  ENAMETOOLONG: "The path is too long: use another --data-dir",
};

const BROKEN: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full: make room and run again",
  EDQUOT: "Your quota of the disk is used up: make room and run again",
};

/** Runs what writes the file, and turns an error of the file system into a failure that names it. */
export async function writing<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    // The system's codes have no underscore; Node's own, such as ERR_INVALID_ARG_TYPE, tell of a bug.
    if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) throw cause;
    const forbidden = CANNOT_CREATE[code];
    if (forbidden !== undefined)
      throw new Failure("cannot-create", `Cannot write "${path}". ${forbidden}.`, { cause });
    const why = BROKEN[code] ?? `The file system reports: ${message}. Run again`;
    throw new Failure("io", `Writing "${path}" failed. ${why}.`, { cause });
  }
}
