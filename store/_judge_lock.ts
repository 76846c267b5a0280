import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { Failure } from "../errors/mod.ts";
import { durationText } from "./_duration_text.ts";
import type { FoundLock, Holder } from "./_lock_record.ts";
import { LOCK } from "./layout.ts";
import type { ObjectStore } from "./objects/object_store.ts";

/** What is known of a lock at some moment. */
export type Judgement = {
  /** Whether it may be taken over. */
  readonly isFree: boolean;
  /** Whether its holder was seen to be alive. */
  readonly isAlive: boolean;
  /** By the store's clock. */
  readonly time: Date;
  /** For how long it has not been renewed, in milliseconds, by the store's clock. */
  readonly age: number;
};

/** Judges whether a lock still counts. Times are the store's, as this machine's clock or the holder's may be wrong. */
export async function judgeLock(
  objects: ObjectStore,
  { holder }: FoundLock,
  now: Date,
  lease: number,
): Promise<Judgement> {
  const [info, time] = [await objects.head(LOCK), await objects.time()];
  const age = info === undefined ? 0 : time.getTime() - info.modified.getTime();
  const judged = (isFree: boolean, isAlive = false): Judgement => ({ isFree, isAlive, time, age });

  // A holder that is suspended is alive, and must not keep all others waiting.
  if (age > lease) return judged(true);
  const state = (await objects.life?.state(holder?.life ?? {})) ?? "unknown";
  if (state !== "unknown") return judged(state === "dead", state === "alive");
  // Written before the store's clock was set back, and not renewed since.
  if (age < -lease) return judged(true);
  if (holder === undefined) return judged(false);
  if (holder.token === undefined) return judged(time.getTime() - Date.parse(holder.started_at) > lease);
  const signOfLife = Date.parse(holder.heartbeat ?? holder.started_at);
  return judged(now.getTime() - signOfLife > lease && (await isOfEarlierStart(objects, holder)));
}

/** Whether a lock is of this host before it was started anew, as far as names of hosts and starts can be trusted. */
async function isOfEarlierStart(objects: ObjectStore, { host, life }: Holder): Promise<boolean> {
  if (host !== hostname() || life?.boot_id === undefined || objects.life === undefined) return false;
  const { mark, end } = await objects.life.begin(randomUUID());
  await end();
  return mark.boot_id !== undefined && mark.boot_id !== life.boot_id;
}

/** The failure of a run that finds the folder in use. */
export function lockedFailure(
  objects: ObjectStore,
  lock: FoundLock | undefined,
  judgement: Judgement | undefined,
  lease: number,
): Failure {
  const folder = `The data folder "${objects.place}" is in use`;
  if (lock === undefined || judgement === undefined) {
    const message = `${folder} by another run, which has just begun or ended. Run again.`;
    return new Failure("locked", message);
  }
  const { time, age, isAlive } = judgement;
  const lastSign = `${durationText(Math.max(0, age))} ago`;
  const expires = `its lock "${objects.where(LOCK)}" expires in ${durationText(Math.max(0, lease - age))}`;
  if (lock.holder === undefined) {
    const message = `${folder} by a run that its lock does not name, whose last sign of life was ${lastSign}. Run again when it has finished; if it was cut off, ${expires}.`;
    return new Failure("locked", message);
  }
  const { pid, host, command, started_at } = lock.holder;
  const held = time.getTime() - Date.parse(started_at);
  const started = held >= 0 ? `${durationText(held)} ago` : `at ${started_at}`;
  const advice = isAlive
    ? "It is still running: run again when it has finished"
    : `Run again when it has finished; if it was cut off, ${expires}`;
  const message = `${folder} by "${command}" (process ${pid} on "${host}"), which started ${started} and last showed a sign of life ${lastSign}. ${advice}.`;
  return new Failure("locked", message);
}
