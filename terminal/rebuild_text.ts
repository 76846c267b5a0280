import type { RebuildResult } from "../pipelines/maintain/rebuild_result.ts";
import { type Fact, facts } from "./facts.ts";
import type { Screen } from "./screen.ts";
import { counted, span } from "./words.ts";

/** This many tables are named one by one; `--json` has them all. */
const LISTED = 20;
const WORDS = {
  restored: "restored",
  would_restore: "would be restored",
  different: "different",
  not_made: "not made again",
  lost: "lost",
} as const;

/**
 * What a rebuild found, for people: how many tables are the same, and each that is not.
 *
 * @example
 * ```ts
 * process.stdout.write(rebuildText(result, screen));
 * ```
 */
export function rebuildText({ tables, data_dir, seconds }: RebuildResult, screen: Screen): string {
  const others = tables.flatMap(({ outcome, ...table }) =>
    outcome === "same" ? [] : [{ ...table, outcome }],
  );
  const same = tables.length - others.length;
  const lines: Fact[] = same === 0 ? [] : [["same", counted(same, "table")]];
  for (const { dataset, version, outcome, reason } of others.slice(0, LISTED))
    lines.push([WORDS[outcome], `${dataset} ${version}${reason === null ? "" : `: ${reason}`}`]);
  if (others.length > LISTED) lines.push(["", `and ${counted(others.length - LISTED, "more table")}`]);
  const title = `Made ${counted(tables.length, "table")} of "${data_dir}" again in ${span(seconds)}`;
  return `${screen.style.bold(title)}\n${lines.length === 0 ? "" : `\n${facts(lines, screen)}\n`}`;
}
