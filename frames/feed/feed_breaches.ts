import type { FeedRule } from "../contract.ts";
import type { FrameCheck } from "./check_frame.ts";

/** By how much a feed breaks a rule, of how much it could, and in words. */
export type FeedBreach = {
  readonly rule: FeedRule;
  readonly found: number;
  readonly of: number;
  readonly says: string;
};

/**
 * Counts for each rule what is wrong with a feed as a whole: records that a town lacks, records of the same town
 * and time, and towns and records that the feed before had and this one has not.
 *
 * @param expected what a whole feed holds
 * @param last what the feed before held; absent where there was none
 * @returns one for each rule, the last two only where there was a feed before
 *
 * @example
 * ```ts
 * const check = checkFrame(frame, smnHourly);
 * feedBreaches(check, smnHourly.expected)[0]; // { rule: "records", found: 3, of: 116, says: "a town has only 113 …" }
 * ```
 */
export function feedBreaches(
  check: Pick<FrameCheck, "rows" | "towns" | "recordsPerTown" | "duplicates">,
  expected: { readonly recordsPerTown: number },
  last?: Pick<FrameCheck, "rows" | "towns">,
): FeedBreach[] {
  const { rows, towns, recordsPerTown, duplicates } = check;
  const [each, all] = [recordsPerTown.fewest, expected.recordsPerTown];
  const lost = (before: number, now: number) => Math.max(0, before - now);
  const breaches: FeedBreach[] = [
    { rule: "records", found: lost(all, each), of: all, says: `a town has only ${each} of ${all} records` },
    {
      rule: "duplicates",
      found: duplicates,
      of: rows,
      says: `records of the same town and time as a later one: ${duplicates.toLocaleString("en-US")}`,
    },
  ];
  if (last === undefined) return breaches;
  const since = (rule: FeedRule, noun: string, before: number, now: number): FeedBreach => {
    const [then, today] = [before, now].map((count) => count.toLocaleString("en-US"));
    return {
      rule,
      found: lost(before, now),
      of: before,
      says: `the feed before had ${then} ${noun}, this one has ${today}`,
    };
  };
  return [
    ...breaches,
    since("fewerTowns", "towns", last.towns, towns),
    since("fewerRecords", "records", last.rows, rows),
  ];
}
