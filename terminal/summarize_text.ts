import pl from "nodejs-polars";
import type { SummarizeResult } from "../pipelines/read/summarize_result.ts";
import { feedTitle } from "./_feed_title.ts";
import { type Fact, facts } from "./facts.ts";
import type { Screen } from "./screen.ts";
import { table } from "./table.ts";
import { counted } from "./words.ts";

/** Of more measures than these the states are not shown, which would be screens full. */
const FEW = 3;

/**
 * A dataset in figures, for people: each measure, each measure by state where there are few, and how they go together.
 *
 * @example
 * ```ts
 * process.stdout.write(summarizeText(await summarize({ settings }), screen));
 * ```
 */
export function summarizeText(result: SummarizeResult, screen: Screen): string {
  const { style } = screen;
  const { measures, units, states, correlations } = result;
  const titled = measures.map((row) => ({ ...row, measure: titleOf(String(row.measure), units) }));
  const lines: Fact[] = [
    ["feed", feedTitle(result.feed, style)],
    ["holds", counted(result.towns, "town")],
  ];
  const names = measures.map(({ measure }) => String(measure));
  const parts = [style.bold(`${result.dataset} ${result.version} in figures`), facts(lines, screen)];
  if (measures.length === 0) return `${parts.join("\n\n")}\n\n  It has no measures.\n`;
  parts.push(rows(titled, screen));
  if (names.length <= FEW) {
    for (const name of names) {
      const some = states.filter(({ measure }) => measure === name).map(({ measure: _, ...row }) => row);
      parts.push(`${style.dim(`  ${titleOf(name, units)} by state`)}\n${rows(some, screen)}`);
    }
  } else parts.push(style.dim("  by state: add --measure with one of these, or --json for all"));
  if (names.length > 1) parts.push(`${style.dim("  correlation")}\n${rows(correlations, screen)}`);
  return `${parts.join("\n\n")}\n`;
}

function titleOf(name: string, units: SummarizeResult["units"]): string {
  return typeof units[name] === "string" ? `${name} ${units[name]}` : name;
}

function rows(some: readonly Readonly<Record<string, unknown>>[], { width }: Pick<Screen, "width">): string {
  const frame = pl.DataFrame(some.map((row) => ({ ...row })));
  return table(frame, frame.columns, { rows: some.length, noun: "row", width });
}
