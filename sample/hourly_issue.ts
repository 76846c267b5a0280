import { DateTime } from "luxon";
import { sample } from "../configs/feeds/sample.ts";

/** One issue of the synthetic feed. */
export type Issue = {
  /** Hour of the first record, `YYYYMMDDThh` on the feed's clock. */
  readonly hloc: string;
  readonly publishedAt: Date;
};

/**
 * The issue of the current hour: published as the hour begins, its first record the hour before, as the
 * real feed's are (`nhor` -1).
 *
 * @example
 * ```ts
 * hourlyIssue(new Date("2026-01-05T16:20:00Z")); // { hloc: "20260105T09", publishedAt: 16:00 UTC }
 * ```
 */
export function hourlyIssue(now: Date): Issue {
  const hour = DateTime.fromJSDate(now, { zone: sample.clock }).startOf("hour");
  return { hloc: hour.minus({ hours: 1 }).toFormat("yyyyMMdd'T'HH"), publishedAt: hour.toJSDate() };
}
