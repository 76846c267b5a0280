import { randomUUID } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import type { FileSystem } from "./file_system.ts";

/** What an unfinished file is called: it starts with a dot, so that nothing takes it for an object. */
export const TEMPORARY = /^\.tmp-/;

/** A path for an unfinished file in the folder. */
export function temporaryIn(folder: string): string {
  return join(folder, `.tmp-${randomUUID()}`);
}

/** Writes the bytes to a new file in the folder and waits until they are on the disk. Gives the file's path. */
export async function writeTemporary(folder: string, bytes: Uint8Array, files: FileSystem): Promise<string> {
  const path = temporaryIn(folder);
  try {
    const file = await files.open(path, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await discard(path, files);
    throw error;
  }
  return path;
}

/**
 * Removes a file of ours, if it can be: what failed before is what the user must hear of. Says whether it is gone.
 */
export async function discard(path: string, files: Pick<FileSystem, "rm">): Promise<boolean> {
  return await files.rm(path, { force: true }).then(
    () => true,
    () => false,
  );
}

/** Waits until the folder's own entries are on the disk: a rename or link is not safe before. */
export async function syncFolder(folder: string, files: Pick<FileSystem, "open">): Promise<void> {
  const handle = await files.open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder, and those above it that are missing, each as safe on the disk as what will be in it. */
export async function makeFolder(folder: string, files: Pick<FileSystem, "mkdir" | "open">): Promise<void> {
  const first = await files.mkdir(folder, { recursive: true });
  if (first === undefined) return;
  const end = dirname(resolve(first));
  let above = resolve(folder);
  do {
    above = dirname(above);
    // A folder that others own may let us write into it, or through it, and not read it.
    await syncFolder(above, files).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EACCES" || error.syscall !== "open") throw error;
    });
  } while (above !== end && above !== dirname(above));
}

/** The time by the clock of the file system that the folder is on, which on a network is its server's. */
export async function timeIn(folder: string, files: Pick<FileSystem, "open" | "rm">): Promise<Date> {
  const path = temporaryIn(folder);
  try {
    const file = await files.open(path, "wx");
    try {
      return (await file.stat()).mtime;
    } finally {
      await file.close();
    }
  } finally {
    await discard(path, files);
  }
}
