import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { FileSystem } from "./file_system.ts";

/** What an unfinished file is called: it starts with a dot, so that nothing takes it for a published one. */
export const TEMPORARY = /^\.tmp-/;

/** A path for an unfinished file in the folder. */
export function temporaryIn(folder: string): string {
  return join(folder, `.tmp-${randomUUID()}`);
}

/** Writes the bytes to a new file in the folder and waits until they are on the disk. Gives the file's path. */
export async function writeTemporary(folder: string, bytes: Uint8Array, fs: FileSystem): Promise<string> {
  const path = temporaryIn(folder);
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

/** Removes a file of ours, if it can be: what failed before is what the user must hear of. */
export async function discard(path: string, fs: Pick<FileSystem, "rm">): Promise<void> {
  await fs.rm(path, { force: true }).catch(() => undefined);
}

/** Waits until the folder's own entries are on the disk: a rename or link is not safe before. */
export async function syncFolder(folder: string, fs: FileSystem): Promise<void> {
  const handle = await fs.open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
