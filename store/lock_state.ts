import { judgeLock, lockedFailure } from "./_judge_lock.ts";
import { findLock } from "./_lock_record.ts";
import type { DataFolder } from "./datasets/data_folder.ts";
import { LOCK_TIMINGS } from "./lock.ts";

/** How the lock of a data folder is: nobody holds it, a run holds it that is alive or may be, or one that was cut off has left it. */
export type LockState = {
  readonly is: "free" | "alive" | "held" | "left";
  /** Who holds it and for how long; empty where nobody does. */
  readonly says: string;
};

/**
 * Looks at the lock of a data folder, and takes nothing.
 *
 * @throws {Failure} `io` or `permission` when it cannot be read
 *
 * @example
 * ```ts
 * (await lockState({ objects: localStore("data") }, new Date())).is; // "free"
 * ```
 */
export async function lockState({ objects }: DataFolder, now: Date): Promise<LockState> {
  const found = await findLock(objects);
  if (found === undefined) return { is: "free", says: "" };
  const judgement = await judgeLock(objects, found, now, LOCK_TIMINGS.lease);
  const { message } = lockedFailure(objects, found, judgement, LOCK_TIMINGS.lease);
  return { is: judgement.isFree ? "left" : judgement.isAlive ? "alive" : "held", says: message };
}
