import { existsSync, readdirSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The library that gives a process another clock; undefined where it is not installed (Debian: faketime). */
export const FAKE_TIME: string | undefined = readdirSync("/usr/lib")
  .map((folder) => join("/usr/lib", folder, "faketime/libfaketime.so.1"))
  .find((path) => existsSync(path));

/**
 * The environment of a process whose clock is what a file says, in libfaketime's words, at every look at it. How long
 * something takes is not faked: waits and limits of time are as they are.
 */
export function clockOf(file: string): Record<string, string> {
  return {
    LD_PRELOAD: FAKE_TIME ?? "",
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: "1",
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    TZ: "UTC",
  };
}

/** A time as libfaketime reads it: "2026-03-02 00:14:50", UTC. */
export function fakeTimeText(time: Date): string {
  return time.toISOString().slice(0, 19).replace("T", " ");
}

/** Sets the clock of a file: whoever looks at it just now finds the one before, or this one, and nothing between. */
export async function setClock(file: string, words: string): Promise<void> {
  await writeFile(`${file}.new`, words);
  await rename(`${file}.new`, file);
}
