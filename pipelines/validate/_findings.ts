import { type Feed, nounOf, type Settings } from "../../configs/mod.ts";
import {
  allowed,
  type Contract,
  type FrameCheck,
  feedViolations,
  ROW_RULES,
  type SortedRows,
  tolerated,
} from "../../frames/mod.ts";
import type { Finding } from "./validate_result.ts";

/** A finding that fails where there is more than may be. */
export function failing(rule: string, found: number, most: number, says: string): Finding {
  return {
    rule,
    found,
    allowed: most,
    verdict: found > most ? "fails" : "passes",
    says: found > most ? says : "",
  };
}

/** A finding that is told, whatever it is. */
export function warning(rule: string, found: number, says: string): Finding {
  return { rule, found, allowed: 0, verdict: found > 0 ? "warns" : "passes", says: found > 0 ? says : "" };
}

/** What the rules for single rows found. */
export function rowFindings(
  { violations, firsts }: Omit<SortedRows, "frame">,
  contract: Contract,
  rows: number,
): Finding[] {
  return ROW_RULES.map((rule) => {
    const found = violations[rule];
    const most = allowed(contract[rule], rows);
    const first = firsts[rule];
    const says = first === undefined ? "" : `row ${first.row}: ${first.what}`;
    const verdict = found > most ? "fails" : found > 0 ? "warns" : "passes";
    return { rule, found, allowed: most, verdict, says };
  });
}

/** What the rules for a feed as a whole found. */
export function feedFindings(
  check: FrameCheck,
  feed: Feed,
  contract: Contract,
  { minTowns }: Pick<Settings, "minTowns">,
): Finding[] {
  const { expected } = feed;
  const noun = nounOf(feed);
  const missing = Math.max(0, expected.towns - check.towns);
  // Whole percents of whole towns: 10 * (1 - 0.9) is less than 1.
  const most = Math.floor((expected.towns * (100 - minTowns)) / 100);
  const towns = failing(
    "towns",
    missing,
    most,
    `${check.towns} of ${expected.towns} ${noun.plural} are there`,
  );
  return [
    towns.verdict === "passes" && missing > 0
      ? { ...towns, verdict: "warns", says: `${check.towns} of ${expected.towns} ${noun.plural} are there` }
      : towns,
    ...feedViolations(check, expected, undefined, noun).map(({ rule, found, of, says }) =>
      contract[rule].mode === "warn"
        ? warning(rule, found, says)
        : failing(rule, found, tolerated(contract[rule], of), says),
    ),
    ...check.empty.map(({ column, rows }) => warning("empty", rows, `"${column}" has no value there`)),
  ];
}
