import { join } from "node:path";
import { Failure } from "../../../errors/mod.ts";
import { isName } from "../names.ts";
import type { AssertInside } from "./_assert_inside.ts";
import { discard, TEMPORARY, timeIn } from "./_durable.ts";
import { entriesIn } from "./_entries.ts";
import { reading } from "./_failures.ts";
import { clearGuard, GUARD } from "./_guard.ts";
import type { FileSystem } from "./file_system.ts";

/** Who has not got the lock after so long no longer asks for it, in milliseconds: its file is a few hundred bytes. */
const ASKING = 600_000;

/**
 * Removes unfinished files, and guards that do not count any more, in the folder of a prefix and those below, once it
 * is sure that each lies in the store. Says how many.
 */
export async function sweepBelow(
  root: string,
  prefix: string,
  assertInside: AssertInside,
  files: FileSystem,
): Promise<number> {
  const sweep = async (folder: string): Promise<number> => {
    let swept = 0;
    for (const { name, isFolder, linked } of await entriesIn(folder, files, isUnfinished)) {
      const path = join(folder, name);
      if (isFolder && linked === undefined) swept += await sweep(path);
      // Nothing is ever written into a folder whose name no object can have.
      else if (isFolder && isName(name)) await assertInside(path);
      else if (TEMPORARY.test(name) && (await discard(path, files))) swept++;
      else if (GUARD.test(name) && (await clear(path, files))) swept++;
    }
    return swept;
  };
  let folder = root;
  for (const part of prefix.split("/").filter((part) => part !== "")) {
    folder = join(folder, part);
    await assertInside(folder);
  }
  return await sweep(folder);
}

function isUnfinished(name: string): boolean {
  return TEMPORARY.test(name) || GUARD.test(name);
}

/** The same in a folder alone in which others may be asking for the lock: only what is old goes. */
export async function sweepTop(folder: string, files: FileSystem): Promise<number> {
  let swept = 0;
  let now: number | undefined;
  for (const { name, isFolder } of await entriesIn(folder, files, isUnfinished)) {
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
