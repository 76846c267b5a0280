import { randomUUID } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { threadId } from "node:worker_threads";
import { Failure } from "../../../errors/mod.ts";
import { discard, timeIn } from "./_durable.ts";
import { codeOf, isMissing } from "./_failures.ts";
import { type ProcessMark, processMark, processState } from "./_process_mark.ts";
import type { FileSystem } from "./file_system.ts";

/** What the file is called that guards an object: it is beside it, and no object can have such a name. */
export const GUARD = /^\.guard-/;

/** How long a guard counts whose process cannot be seen from here, in milliseconds. It takes a few to use one. */
const LEASE = 30_000;
/** After this long its holder no longer relies on it, so that it never works under a guard that does not count. */
const USABLE = 20_000;
/** How long to wait for a guard before giving up: longer than one counts that was left behind elsewhere. */
const PATIENCE = 60_000;

/** The guards that this thread holds, by their tokens: of those that say they are its own, all others are left over. */
const held = new Set<string>();

type Holder = { readonly token: string; readonly thread: number; readonly process?: ProcessMark };

/**
 * Does some work on an object while no other process does any under its guard, which is a file that is created
 * exclusively. A guard does not count when its process has ended, or, where that cannot be known, when it is older
 * than 30 s by the file system's own clock.
 *
 * @param work is given a check to make right before it changes something
 * @throws {Failure} `locked` when another process keeps the guard for too long, or kept this one from its work for so
 * long that the guard no longer counts
 */
export async function underGuard<T>(
  path: string,
  files: FileSystem,
  work: (assertHeld: () => Promise<void>) => Promise<T>,
  patience = PATIENCE,
): Promise<T> {
  return await under(join(dirname(path), `.guard-${basename(path)}`), files, work, patience);
}

/** Removes a guard that does not count any more. Says whether it has removed one. */
export async function clearGuard(guard: string, files: FileSystem, patience = PATIENCE): Promise<boolean> {
  if (!(await isLeftOver(guard, files))) return false;
  // Of two that find the same guard, the slower one must not remove the one that the faster one has taken since.
  // So one at a time looks again and removes: under a guard for the guard, whose holder may die as well.
  const look = async () => (await isLeftOver(guard, files)) && (await discard(guard, files));
  return await under(`${guard}~`, files, look, patience);
}

async function under<T>(
  guard: string,
  files: FileSystem,
  work: (assertHeld: () => Promise<void>) => Promise<T>,
  patience: number,
): Promise<T> {
  const process = processMark();
  const holder: Holder = { token: randomUUID(), thread: threadId, ...(process && { process }) };
  const text = JSON.stringify(holder);
  held.add(holder.token);
  try {
    const taken = await take(guard, text, files, patience);
    const isOurs = async () => (await textOf(guard, files)) === text;
    try {
      return await work(async () => {
        if (performance.now() - taken < USABLE && (await isOurs())) return;
        throw new Failure(
          "locked",
          `This process was paused for so long while it held "${guard}" that nothing was changed. Run again.`,
        );
      });
    } finally {
      if (await isOurs().catch(() => false)) await discard(guard, files);
    }
  } finally {
    held.delete(holder.token);
  }
}

/** Creates the guard as soon as nobody else has it. Gives the time at which it was not there yet. */
async function take(guard: string, text: string, files: FileSystem, patience: number): Promise<number> {
  const began = performance.now();
  for (let attempt = 0; ; attempt++) {
    const now = performance.now();
    if (await create(guard, text, files)) return now;
    if (await clearGuard(guard, files, patience)) continue;
    if (now - began > patience) throw busy(guard);
    await sleep(attempt < 200 ? 1 + Math.random() * 10 : 250);
  }
}

async function create(guard: string, text: string, files: FileSystem): Promise<boolean> {
  const file = await files.open(guard, "wx").catch((error: Error) => {
    if (codeOf(error) === "EEXIST") return undefined;
    throw error;
  });
  if (file === undefined) return false;
  try {
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    await discard(guard, files);
    throw error;
  }
}

async function isLeftOver(guard: string, files: FileSystem): Promise<boolean> {
  const text = await textOf(guard, files);
  if (text === undefined) return false;
  const state = stateOf(text);
  if (state === "alive" || (state === "unknown" && !(await isOld(guard, files)))) return false;
  // Its holder may have given it back, and another one taken it, since it was read.
  return (await textOf(guard, files)) === text;
}

async function isOld(guard: string, files: FileSystem): Promise<boolean> {
  try {
    const { mtime } = await files.stat(guard);
    return (await timeIn(dirname(guard), files)).getTime() - mtime.getTime() > LEASE;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Whether a guard's holder is alive; "unknown" also while the guard is being written. */
function stateOf(text: string): "alive" | "dead" | "unknown" {
  const holder = parsed(text);
  if (holder?.process === undefined) return "unknown";
  const state = processState(holder.process);
  const isOwn = state === "alive" && holder.process.pid === process.pid && holder.thread === threadId;
  return isOwn && !held.has(holder.token) ? "dead" : state;
}

function parsed(text: string): Holder | undefined {
  try {
    const holder: Holder | null = JSON.parse(text);
    return typeof holder?.token === "string" && typeof holder.process?.pid === "number" ? holder : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function textOf(guard: string, files: FileSystem): Promise<string | undefined> {
  try {
    return await files.readFile(guard, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function busy(guard: string): Failure {
  return new Failure(
    "locked",
    `Another process has held "${guard}" for too long. Run again, or, if there is no such process, remove that file.`,
  );
}
