import type { Condition } from "../../pipelines/maintain/status_result.ts";
import { HOUR, HOURS, MONDAY, OFF, planOf, type Served } from "./_week_server.ts";

/** What an hour of the week must have come to, by the provider's log and what it meant to do. */
export type HourTruth = {
  readonly hour: number;
  /** What the scheduled run ended with; undefined where the machine was off. */
  readonly exit: number | undefined;
  /** How often the provider was asked. */
  readonly requests: number;
  /** The hour whose run of the model was published. */
  readonly model: number;
  /** The run of the model of the ingest before, where that was a newer one. */
  readonly olderThan: number | undefined;
  /** The hour since which the provider gives the same; undefined where this is new. */
  readonly unchangedSince: number | undefined;
  /** What `status` must say late in that hour. */
  readonly condition: Condition;
};

/** When in an hour the run begins, and when it is looked at what it came to. */
export const RUN_AT = 15 * 60_000;
export const LOOK_AT = 40 * 60_000;
/** The limits of the feed's description. */
export const MAX_AGE = { fetched: "3h", issued: "30h", unchanged: "24h" } as const;
const [FETCHED, ISSUED, UNCHANGED] = [3 * HOUR, 30 * HOUR, 24 * HOUR];

/** What each hour must have come to. */
export function weekTruth(log: readonly Served[]): HourTruth[] {
  const truths: HourTruth[] = [];
  let done: HourTruth | undefined;
  for (let hour = 0; hour < HOURS; hour++) {
    const answers = log.filter((answer) => answer.hour === hour);
    const exit = OFF.has(hour) ? undefined : exitOf(answers, hour);
    const { model } = planOf(hour);
    const isSame = exit === 0 && done !== undefined && done.model === model;
    const truth = {
      ...{ hour, exit, model, requests: answers.length },
      olderThan: done !== undefined && model < done.model ? done.model : undefined,
      unchangedSince: isSame ? (done?.unchangedSince ?? done?.hour) : undefined,
    };
    const newest: Omit<HourTruth, "condition"> | undefined = exit === 0 ? truth : done;
    truths.push({ ...truth, condition: conditionAt(hour, exit, newest) });
    if (exit === 0) done = truths.at(-1);
  }
  return truths;
}

function exitOf(answers: readonly Served[], hour: number): number {
  const last = answers.at(-1)?.gave;
  if (last !== "body" && last !== "304") return 69;
  return planOf(hour).leftOut === "half" ? 65 : 0;
}

function conditionAt(
  hour: number,
  exit: number | undefined,
  newest: Omit<HourTruth, "condition"> | undefined,
): Condition {
  if (exit !== undefined && exit !== 0) return { is: "failing", why: "last_run_failed" };
  if (newest === undefined) return { is: "empty", why: "no_snapshot" };
  const now = hour * HOUR + LOOK_AT;
  if (now - (newest.hour * HOUR + RUN_AT) > FETCHED) return { is: "stale", why: "not_fetched" };
  if (now - newest.model * HOUR > ISSUED) return { is: "stale", why: "not_issued" };
  if (newest.olderThan !== undefined) return { is: "stale", why: "older_run" };
  const { unchangedSince = hour } = newest;
  if (now - (unchangedSince * HOUR + RUN_AT) > UNCHANGED) return { is: "unchanged", why: "feed_unchanged" };
  return { is: "fresh", why: "fetched" };
}

/** A moment of the week. */
export function momentOf(hour: number, after = 0): Date {
  return new Date(MONDAY + hour * HOUR + after);
}
