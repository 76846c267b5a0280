import { Failure } from "../errors/mod.ts";
import type { DataFolder, LockedFolder } from "./datasets/data_folder.ts";
import { type LockEffects, type LockTimings, withLock } from "./lock.ts";

/** How long to wait before asking again, in milliseconds. */
const PAUSE = 250;

/** What waiting needs of the world. */
export type WaitEffects = LockEffects & {
  /** Waits; ends early, by throwing, when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<unknown>;
};

/**
 * Does some work under the lock, as {@linkcode withLock} does; while another run holds it, waits and tries again. Work
 * that has begun is never done again, also when it loses the lock.
 *
 * @param wait how many seconds to wait at most, 0 to try once; and what ends the wait early
 * @throws {Failure} `locked` when another run still holds the folder; what `withLock()` throws; the reason of
 * `wait.stop`
 *
 * @example
 * ```ts
 * await waitForLock({ objects }, "merge", { seconds: 60 }, async (held) => { … }, realEffects);
 * ```
 */
export async function waitForLock<T>(
  data: DataFolder,
  command: string,
  wait: { readonly seconds: number; readonly stop?: AbortSignal | undefined },
  work: (held: LockedFolder) => Promise<T>,
  effects: WaitEffects,
  timings?: LockTimings,
): Promise<T> {
  const { seconds, stop } = wait;
  const until = effects.now().getTime() + seconds * 1000;
  let hasBegun = false;
  const begin = (held: LockedFolder) => {
    hasBegun = true;
    return work(held);
  };
  for (;;) {
    try {
      return await withLock(data, command, begin, effects, timings);
    } catch (error) {
      const isHeld = !hasBegun && error instanceof Failure && error.kind === "locked";
      if (!isHeld || effects.now().getTime() + PAUSE > until) throw error;
    }
    await effects.sleep(PAUSE, stop).catch((error: unknown) => {
      stop?.throwIfAborted();
      throw error;
    });
  }
}
