import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { FileSystem } from "./file_system.ts";

/** What an unfinished file is called: it starts with a dot, so that nothing takes it for a published one. */
export const TEMPORARY = /^\.tmp-/;

/** A path for an unfinished file in the folder; `what` tells a later run what it was to become. */
export function temporaryIn(folder: string, what = ""): string {
  return join(folder, `.tmp-${what}${randomUUID()}`);
}

/** Writes the bytes to a new file in the folder and waits until they are on the disk. Gives the file's path. */
export async function writeTemporary(
  folder: string,
  bytes: Uint8Array,
  fs: FileSystem,
  what?: string,
): Promise<string> {
  const path = temporaryIn(folder, what);
  try {
    const file = await fs.open(path, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await discard(path, fs);
    throw error;
  }
  return path;
}

/**
 * Removes a file of ours, if it can be: what failed before is what the user must hear of. Tells whether it is
 * gone.
 */
export async function discard(path: string, fs: Pick<FileSystem, "rm">): Promise<boolean> {
  return await fs.rm(path, { force: true }).then(
    () => true,
    () => false,
  );
}

/** Waits until the folder's own entries are on the disk: a rename or link is not safe before. */
export async function syncFolder(folder: string, fs: Pick<FileSystem, "open">): Promise<void> {
  const handle = await fs.open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
