import { join } from "node:path";
import { Failure } from "../../../errors/mod.ts";
import { discard, TEMPORARY, timeIn } from "./_durable.ts";
import { entriesIn } from "./_entries.ts";
import { reading } from "./_failures.ts";
import { clearGuard, GUARD } from "./_guard.ts";
import type { FileSystem } from "./file_system.ts";

/** Who has not got the lock after so long no longer asks for it, in milliseconds: its file is a few hundred bytes. */
const ASKING = 600_000;

/** Removes unfinished files, and guards that do not count any more, in a folder and those below. Says how many. */
export async function sweepBelow(folder: string, files: FileSystem): Promise<number> {
  let swept = 0;
  for (const { name, isFolder, linked } of await entriesIn(folder, files)) {
    const path = join(folder, name);
    if (isFolder) swept += linked === undefined ? await sweepBelow(path, files) : 0;
    else if (TEMPORARY.test(name) && (await discard(path, files))) swept++;
    else if (GUARD.test(name) && (await clear(path, files))) swept++;
  }
  return swept;
}

/** The same in a folder alone in which others may be asking for the lock: only what is old goes. */
export async function sweepTop(folder: string, files: FileSystem): Promise<number> {
  let swept = 0;
  let now: number | undefined;
  for (const { name, isFolder } of await entriesIn(folder, files)) {
    const path = join(folder, name);
    if (isFolder) continue;
    if (GUARD.test(name) && (await clear(path, files))) swept++;
    if (!TEMPORARY.test(name)) continue;
    now ??= await timeIn(folder, files).then(Number, () => 0);
    const written = await files.stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Number.POSITIVE_INFINITY,
    );
    if (now - written > ASKING && (await discard(path, files))) swept++;
  }
  return swept;
}

/** Removes a guard that does not count, if it can be: whoever needs what it guards will say why it cannot. */
async function clear(guard: string, files: FileSystem): Promise<boolean> {
  return await reading(guard, () => clearGuard(guard, files)).catch((error: Error) => {
    if (error instanceof Failure) return false;
    throw error;
  });
}
