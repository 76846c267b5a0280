import type { FeedRule } from "../contract.ts";
import type { FrameCheck } from "./check_frame.ts";

/** How far a feed violates a rule, out of how far it could, and a description. */
export type FeedViolation = {
  readonly rule: FeedRule;
  readonly found: number;
  readonly of: number;
  readonly says: string;
};

/**
 * Counts for each rule what is wrong with a feed as a whole: records missing from a town, duplicate records of a
 * town and time, and towns and records that the previous feed had and this one does not.
 *
 * @param expected what a complete feed contains
 * @param last what the previous feed contained; absent where there was none
 * @param noun what the feed tells of
 * @returns one for each rule, the last two only where there was a previous feed
 *
 * @example
 * ```ts
 * const check = checkFrame(frame, smnHourly);
 * feedViolations(check, smnHourly.expected)[0]; // { rule: "records", found: 3, of: 116, says: "a town has only 113 …" }
 * ```
 */
export function feedViolations(
  check: Pick<FrameCheck, "rows" | "towns" | "town_records" | "duplicates">,
  expected: { readonly records_per_town: number },
  last?: Pick<FrameCheck, "rows" | "towns">,
  noun = { singular: "town", plural: "towns" },
): FeedViolation[] {
  const { rows, towns, town_records, duplicates } = check;
  const [each, all] = [town_records.fewest, expected.records_per_town];
  const lost = (before: number, now: number) => Math.max(0, before - now);
  const violations: FeedViolation[] = [
    {
      rule: "records",
      found: lost(all, each),
      of: all,
      says: `a ${noun.singular} has only ${each} of ${all} records`,
    },
    {
      rule: "duplicates",
      found: duplicates,
      of: rows,
      says: `duplicate records (same ${noun.singular} and time): ${duplicates.toLocaleString("en-US")}`,
    },
  ];
  if (last === undefined) return violations;
  const since = (rule: FeedRule, what: string, before: number, now: number): FeedViolation => {
    const [then, today] = [before, now].map((count) => count.toLocaleString("en-US"));
    return {
      rule,
      found: lost(before, now),
      of: before,
      says: `the previous feed had ${then} ${what}, this one has ${today}`,
    };
  };
  return [
    ...violations,
    since("fewer_towns", noun.plural, last.towns, towns),
    since("fewer_records", "records", last.rows, rows),
  ];
}
