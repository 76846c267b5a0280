import type { Feed, Settings } from "../configs/mod.ts";
import { allowed, type Contract, type FrameCheck, ROW_RULES, type SortedRows } from "../frames/mod.ts";
import type { Finding } from "./validate_report.ts";

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

/** What the rules for single rows found: each row that breaks one was set aside, with its reasons. */
export function rowFindings(
  { broken, setAside }: Omit<SortedRows, "frame">,
  contract: Contract,
  rows: number,
): Finding[] {
  return ROW_RULES.map((rule) => {
    const { mode } = contract[rule];
    const found = broken[rule];
    const most = mode === "freeze" ? 0 : mode === "evolve" ? rows : allowed(contract[rule], rows);
    const first = setAside.find(({ reasons }) => reasons.length > 0);
    const says = found === 0 || first === undefined ? "" : `row ${first.row}: ${first.reasons.join("; ")}`;
    const verdict = found > most ? "fails" : found > 0 ? "warns" : "passes";
    return { rule, found, allowed: most, verdict, says };
  });
}

/** What the rules for a feed as a whole found. */
export function feedFindings(
  check: FrameCheck,
  { expected }: Feed,
  { minTowns }: Pick<Settings, "minTowns">,
): Finding[] {
  const missing = Math.max(0, expected.towns - check.towns);
  const most = Math.floor(expected.towns * (1 - minTowns / 100));
  const short = Math.max(0, expected.recordsPerTown - check.recordsPerTown.fewest);
  const towns = failing("towns", missing, most, `${check.towns} of ${expected.towns} towns are there`);
  return [
    towns.verdict === "passes" && missing > 0
      ? { ...towns, verdict: "warns", says: `${check.towns} of ${expected.towns} towns are there` }
      : towns,
    warning(
      "records",
      short,
      `a town has only ${check.recordsPerTown.fewest} of ${expected.recordsPerTown} records`,
    ),
    warning("duplicates", check.duplicates, "the last of each counts"),
    ...check.empty.map(({ column, rows }) => warning("empty", rows, `"${column}" has no value there`)),
  ];
}
