import type { MissedSpan } from "../pipelines/maintain/missed_hours.ts";
import type { Fact } from "./facts.ts";
import type { Style } from "./style.ts";
import { counted, minute } from "./words.ts";

/** This many are named, the newest; `--json` has them all. */
const LISTED = 5;

/** The hours that have no snapshot, and why: a line for each span of them. */
export function missedFacts(missed: readonly MissedSpan[], { warn }: Style): Fact[] {
  const shown = missed.slice(-LISTED);
  const lines = shown.map(({ from, to, hours, reason }): Fact => {
    const when = hours === 1 ? minute(from) : `${minute(from)} to ${minute(to)}`;
    return ["missed", `${warn(counted(hours, "hour"))}, ${when} UTC: ${reason}`];
  });
  const before = missed.slice(0, -LISTED).reduce((sum, { hours }) => sum + hours, 0);
  return before === 0 ? lines : [["missed", `${counted(before, "hour")} before these`], ...lines];
}
