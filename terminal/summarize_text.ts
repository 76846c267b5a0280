import type { SummarizeResult } from "../pipelines/read/summarize_result.ts";
import { feedTitle } from "./_feed_title.ts";
import { columnTable } from "./column_table.ts";
import { type Fact, facts } from "./facts.ts";
import type { Screen } from "./screen.ts";
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
  const { style, width } = screen;
  const { measures, units, states, correlations } = result;
  const names = measures.map(({ measure }) => String(measure));
  const titles = names.map((name, i) => (typeof units[i] === "string" ? `${name} ${units[i]}` : name));
  const lines: Fact[] = [
    ["feed", feedTitle(result.feed, style)],
    ["holds", counted(result.towns, "town")],
  ];
  const parts = [style.bold(`${result.dataset} ${result.version} in figures`), facts(lines, screen)];
  if (measures.length === 0) return `${parts.join("\n\n")}\n\n  It has no measures.\n`;
  parts.push(
    rows(
      measures.map((row, i) => ({ ...row, measure: titles[i] })),
      width,
    ),
  );
  if (names.length <= FEW) {
    for (const [i, name] of names.entries()) {
      const some = states.filter(({ measure }) => measure === name).map(({ measure: _, ...row }) => row);
      parts.push(`${style.dim(`  ${titles[i]} by state`)}\n${rows(some, width)}`);
    }
  } else parts.push(style.dim("  by state: add --measure with one of these, or --json for all"));
  if (names.length > 1) {
    const columns = names.map((header, j) => ({ header, values: correlations.map((row) => row[j]) }));
    const named = [{ header: "measure", values: names }, ...columns];
    const table = columnTable(named, { rows: names.length, noun: "measure", width });
    parts.push(`${style.dim("  correlation")}\n${table}`);
  }
  return `${parts.join("\n\n")}\n`;
}

/** Rows that all have the same members, which are those of the first. */
function rows(some: readonly Readonly<Record<string, unknown>>[], width: number): string {
  const columns = Object.keys(some[0] ?? {}).map((header) => ({
    header,
    values: some.map((row) => row[header]),
  }));
  return columnTable(columns, { rows: some.length, noun: "row", width });
}
