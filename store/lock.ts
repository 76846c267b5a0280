import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { Failure } from "../errors/mod.ts";
import { durationText } from "./_duration_text.ts";
import { judgeLock, lockedFailure } from "./_judge_lock.ts";
import { type FoundLock, findLock, type Holder, lockBytes } from "./_lock_record.ts";
import type { DataFolder, LockedFolder } from "./datasets/data_folder.ts";
import { LOCK } from "./layout.ts";
import type { ObjectStore } from "./objects/object_store.ts";

/** In milliseconds: how often a lock is renewed, and for how long it counts when it is not. */
export type LockTimings = { readonly renewEvery: number; readonly lease: number };

/** Every 30 seconds; 10 minutes. */
export const LOCK_TIMINGS: LockTimings = { renewEvery: 30_000, lease: 600_000 };

/** The clocks of this machine. */
export type LockEffects = {
  readonly now: () => Date;
  /** The milliseconds since some moment, whatever the clock was set to meanwhile. */
  readonly elapsed?: () => number;
};

/**
 * Does some work while no other run works in the data folder. The lock is the object `.lock`, which names its holder
 * and is renewed every 30 seconds. It is taken over, by one run alone, when its holder
 *
 * - has ended, as far as the store can know that: then at once;
 * - has shown no sign of life for more than 10 minutes by the store's clock, whether it is alive or not;
 * - was a process of this host before it was started anew, and showed its last sign of life more than 10 minutes ago by
 *   this machine's clock.
 *
 * A lock that does not say enough for that, such as one of municlima 0.1 or one made by hand, counts for 10 minutes. A
 * run that has lost its lock, as one that was suspended for longer than that, is stopped by `assertHeld()`.
 *
 * @param command what messages to other runs call this one
 * @param work is given the folder so that it can write into it
 * @throws {Failure} `locked` when another run holds the folder, and from `assertHeld()` when this one has lost it; what
 * the store throws when it cannot write the lock; what the work throws
 *
 * @example
 * ```ts
 * await withLock({ objects }, "ingest", async (held) => {
 *   await held.assertHeld();
 *   await held.objects.putNew("data_merged/20261124_140000.csv", csv);
 * });
 * ```
 */
export async function withLock<T>(
  data: DataFolder,
  command: string,
  work: (held: LockedFolder) => Promise<T>,
  effects: LockEffects = { now: () => new Date() },
  timings: LockTimings = LOCK_TIMINGS,
): Promise<T> {
  const { objects } = data;
  const token = randomUUID();
  const { assertHeld, keep, stop } = keeper(objects, token, effects, timings);
  const proof = await takeLock(objects, command, token, effects.now(), timings.lease);
  keep();
  try {
    return await work({ ...data, assertHeld });
  } finally {
    await stop();
    // What goes wrong here must not hide how the work ended. A lock that stays expires.
    await giveBack(objects, token)
      .catch(async () => {
        // A full disk may have no room for what the store needs to remove exactly this lock. While the lease lasts
        // nobody else may take it, so that it can be removed as it is.
        await assertHeld();
        await objects.remove([LOCK]);
      })
      .catch(() => undefined);
    await proof?.end().catch(() => undefined);
  }
}

type Proof = { readonly end: () => Promise<void> };

/** Writes the lock where there is none, or over one that no longer counts. */
async function takeLock(
  objects: ObjectStore,
  command: string,
  token: string,
  now: Date,
  lease: number,
): Promise<Proof | undefined> {
  const found = await findLock(objects);
  if (found !== undefined) {
    const judgement = await judgeLock(objects, found, now, lease);
    if (!judgement.isFree) throw lockedFailure(objects, found, judgement, lease);
  }
  const proof = await objects.life?.begin(token);
  try {
    const holder = { token, pid: process.pid, host: hostname(), command };
    const times = { started_at: now.toISOString(), heartbeat: now.toISOString() };
    const bytes = lockBytes({ ...holder, ...times, ...(proof && { life: { ...proof.mark } }) });
    // Of all runs that come this far, one alone succeeds.
    const isTaken =
      found === undefined
        ? await objects.putNew(LOCK, bytes)
        : (await objects.replace(LOCK, bytes, { expected: found.tag })) !== undefined;
    if (!isTaken) await assertOurs(objects, token, now, lease);
    return proof;
  } catch (error) {
    await proof?.end().catch(() => undefined);
    throw error;
  }
}

/** For a store that says no: a first attempt of its own may have written the lock, and its answer was lost. */
async function assertOurs(objects: ObjectStore, token: string, now: Date, lease: number): Promise<void> {
  const found = await findLock(objects);
  if (found?.holder?.token === token) return;
  throw lockedFailure(objects, found, found && (await judgeLock(objects, found, now, lease)), lease);
}

/** Keeps a lock alive from `keep()` to `stop()`, and says whether it is still ours. */
function keeper(
  objects: ObjectStore,
  token: string,
  { now, elapsed = () => performance.now() }: LockEffects,
  { renewEvery, lease }: LockTimings,
) {
  const clocks = () => ({ wall: now().getTime(), elapsed: elapsed() });
  let renewed = clocks();
  let lost: Failure | undefined;
  let timer: NodeJS.Timeout | undefined;
  let renewing: Promise<void> = Promise.resolve();

  /** Both clocks must say so: the wall clock may have been set, and the other one stands while a machine sleeps. */
  const hasExpired = () => {
    const { wall, elapsed } = clocks();
    return elapsed - renewed.elapsed > lease && Math.abs(wall - renewed.wall) > lease;
  };
  /** The lock if it is ours; what was lost once stays lost. */
  const ours = async (): Promise<{ readonly tag: string; readonly holder: Holder }> => {
    if (lost === undefined && hasExpired()) lost = expiredFailure(objects, lease);
    if (lost !== undefined) throw lost;
    const found = await findLock(objects);
    if (found?.holder?.token === token) return { tag: found.tag, holder: found.holder };
    lost = takenFailure(objects, found);
    throw lost;
  };
  const renew = async () => {
    const { tag, holder } = await ours();
    const asked = clocks();
    const heartbeat = new Date(asked.wall).toISOString();
    const bytes = lockBytes({ ...holder, heartbeat });
    if ((await objects.replace(LOCK, bytes, { expected: tag })) !== undefined) renewed = asked;
  };
  return {
    keep: () => {
      timer = setInterval(() => {
        // What the store cannot do now it may do the next time: there are many before the lock expires.
        renewing = renewing.then(renew).catch(() => undefined);
      }, renewEvery);
      timer.unref();
    },
    stop: async () => {
      clearInterval(timer);
      await renewing;
    },
    assertHeld: async () => {
      await ours();
    },
  };
}

/** Removes the lock, unless it is another run's by now. */
async function giveBack(objects: ObjectStore, token: string): Promise<void> {
  const found = await findLock(objects);
  if (found?.holder?.token === token) await objects.removeExpected(LOCK, found.tag);
}

const STOPPED = "It published nothing more. Run again.";

function expiredFailure(objects: ObjectStore, lease: number): Failure {
  const why = `it was suspended, or could not renew it, for more than ${durationText(lease)}`;
  return new Failure("locked", `This run lost the lock "${objects.where(LOCK)}": ${why}. ${STOPPED}`);
}

function takenFailure(objects: ObjectStore, found: FoundLock | undefined): Failure {
  const { command, pid, host } = found?.holder ?? {};
  const why =
    found === undefined
      ? "it was removed"
      : command === undefined
        ? "it was changed"
        : `"${command}" (process ${pid} on "${host}") has taken it over`;
  return new Failure("locked", `This run lost the lock "${objects.where(LOCK)}": ${why}. ${STOPPED}`);
}
