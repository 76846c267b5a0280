import { Failure } from "../../../errors/mod.ts";

/** What keeps a file from being made at all, by its error code, and what to do about it. */
const CANNOT_CREATE: Readonly<Record<string, string>> = {
  EACCES: "You may not write there: check the folder's permissions, or use another data folder",
  EPERM: "You may not write there: check the folder's permissions, or use another data folder",
  EROFS: "The file system is read-only: use another data folder",
  ENOTDIR: "A part of the path is a file, not a folder: use another data folder",
  EEXIST: "A file stands where a folder should be: use another data folder",
  EISDIR: "A folder stands where the file should be: move it away",
  ENAMETOOLONG: "The path is too long: use another data folder",
};

const BROKEN: Readonly<Record<string, string>> = {
  ENOSPC: "The disk is full: make room and run again",
  EDQUOT: "Your quota of the disk is used up: make room and run again",
};

/** The code of an error of the file system; undefined for any other, as Node's own for a bug, ERR_INVALID_ARG_TYPE. */
export function codeOf(error: unknown): string | undefined {
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}

/** Whether there is nothing at the path that was asked for. */
export function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes(codeOf(error) ?? "");
}

/** Runs what writes an object, and turns an error of the file system into a failure that names its path. */
export async function writing<T>(path: string, write: () => Promise<T>): Promise<T> {
  return await write().catch((cause: Error) => {
    const code = codeOf(cause);
    if (code === undefined) throw cause;
    const forbidden = CANNOT_CREATE[code];
    if (forbidden !== undefined)
      throw new Failure("cannot-create", `Cannot write "${path}". ${forbidden}.`, { cause });
    const why = BROKEN[code] ?? `The file system reports: ${cause.message}. Run again`;
    throw new Failure("io", `Writing "${path}" failed. ${why}.`, { cause });
  });
}

/** Runs what reads an object, and turns an error of the file system into a failure that names its path. */
export async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  return await read().catch((cause: Error) => failed("read", path, "its permissions", cause));
}

/** Runs what removes an object, and turns an error of the file system into a failure that names its path. */
export async function removing<T>(path: string, remove: () => Promise<T>): Promise<T> {
  return await remove().catch((cause: Error) => failed("remove", path, "the folder's permissions", cause));
}

function failed(verb: string, path: string, permissions: string, cause: Error): never {
  const code =
    codeOf(cause) ?? ((cause as NodeJS.ErrnoException).code === "ERR_FS_EISDIR" ? "EISDIR" : undefined);
  if (code === undefined) throw cause;
  const isForbidden = code === "EACCES" || code === "EPERM";
  throw new Failure(
    isForbidden ? "permission" : "io",
    `Cannot ${verb} "${path}": ${cause.message}. Check ${isForbidden ? permissions : "the disk"} and run again.`,
    { cause },
  );
}
