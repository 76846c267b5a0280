import type { BackfillResult } from "../pipelines/ingest/backfill_result.ts";
import { type Fact, facts } from "./facts.ts";
import { missedFacts } from "./missed_facts.ts";
import type { Screen } from "./screen.ts";
import { counted, minute, span } from "./words.ts";

/** This many bodies are named one by one; `--json` has them all. */
const LISTED = 20;

/**
 * What became of the bodies of a backfill, for people, and which hours have no snapshot afterwards.
 *
 * @example
 * ```ts
 * process.stdout.write(backfillText(result, screen));
 * ```
 */
export function backfillText(result: BackfillResult, screen: Screen): string {
  const { bodies, missed, dry_run, data_dir, seconds } = result;
  const of = (outcome: string) => bodies.filter((body) => body.outcome === outcome);
  const made = [...of("published"), ...of("would_publish")];
  const lines = made.slice(0, LISTED).map(({ version, path }): Fact => [version ?? "", path]);
  if (made.length > LISTED) lines.push(["", `and ${counted(made.length - LISTED, "more snapshot")}`]);
  const already = of("already").length;
  if (already > 0) lines.push(["there already", counted(already, "body")]);
  for (const { reason, as_of } of of("refused"))
    lines.push([
      "refused",
      `${as_of === null ? "" : `${minute(as_of)} UTC: `}${screen.style.bad(reason ?? "")}`,
    ]);
  lines.push(...missedFacts(missed, screen.style));
  const count = counted(made.length, "snapshot");
  const title = dry_run
    ? `Would publish ${count} in "${data_dir}"`
    : `Published ${count} in "${data_dir}" in ${span(seconds)}`;
  return `${screen.style.bold(title)}\n${lines.length === 0 ? "" : `\n${facts(lines, screen)}\n`}`;
}
