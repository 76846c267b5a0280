import { type Noun, nounOf } from "../../configs/mod.ts";
import type { PlainRow } from "../../frames/mod.ts";
import type { SummarizeResult } from "../../pipelines/read/summarize_result.ts";
import { columnTable } from "../column_table.ts";
import { type Fact, facts } from "../facts.ts";
import { feedTitle } from "../feed_title.ts";
import type { Screen } from "../screen.ts";
import { counted } from "../words.ts";

/** Of more measures than these the states are not shown, which would be screens full. */
const FEW = 3;
/** Of more states than these the first and the last are shown. */
const SCREENFUL = 12;
const ENDS = 5;

/**
 * A dataset in figures, for people: each measure, each measure by state where there are few, and how they go together.
 *
 * @param all shows every state
 *
 * @example
 * ```ts
 * process.stdout.write(summarizeText(await summarize({ data, settings }), screen));
 * ```
 */
export function summarizeText(result: SummarizeResult, screen: Screen, all = false): string {
  const { style } = screen;
  const noun = nounOf(result.feed);
  const { measures, units, states, correlations, engine, beside, differences } = result;
  const names = measures.map(({ measure }) => String(measure));
  const titles = names.map((name, i) => (typeof units[i] === "string" ? `${name} ${units[i]}` : name));
  const lines: Fact[] = [
    ["feed", feedTitle(result.feed, style)],
    ["holds", counted(result.towns, noun)],
    ...(result.weight === null ? [] : [["weight", weightOf(result, noun)] as Fact]),
    ...(engine === "polars" ? [] : [["figures", checked(engine, differences.length)] as Fact]),
  ];
  const parts = [style.bold(`${result.dataset} ${result.version} in figures`), facts(lines, screen)];
  if (measures.length === 0) return `${parts.join("\n\n")}\n\n  It has no measures.\n`;
  const pairs = measures.flatMap((row, i) => {
    const [polars] = beside.slice(i, i + 1);
    const named = { ...row, measure: titles[i] };
    return polars === undefined
      ? [named]
      : [besides(named, engine), besides({ ...polars, measure: "" }, "polars")];
  });
  parts.push(rows(pairs, screen));
  if (names.length <= FEW) {
    for (const [i, name] of names.entries()) {
      const some = states.filter(({ measure }) => measure === name).map(({ measure: _, ...row }) => row);
      if (some.length === 0) continue;
      parts.push(
        `${style.dim(`  ${titles[i]} by state, the highest mean first`)}\n${byState(some, noun, screen, all)}`,
      );
    }
  } else if (states.length > 0)
    parts.push(style.dim("  by state: add --measure with one of these, or --json for all"));
  if (names.length > 1) {
    const columns = names.map((header, j) => ({ header, values: correlations.map((row) => row[j]) }));
    const named = [{ header: "measure", values: names }, ...columns];
    const shape = { rows: names.length, noun: "measure", ...screen, all: "--json has all" };
    parts.push(`${style.dim("  correlation")}\n${columnTable(named, shape)}`);
  }
  return `${parts.join("\n\n")}\n`;
}

/** What two engines' figures say of each other. */
function checked(engine: string, differences: number): string {
  const rest =
    differences === 0 ? "Polars has the same" : `Polars differs in ${counted(differences, "figure")}`;
  return `by ${engine}, which has no quartiles; ${rest}`;
}

/** A row of figures that says who computed it. */
function besides({ measure, ...figures }: PlainRow, by: string): PlainRow {
  return { measure, by, ...figures };
}

function weightOf({ weight, towns_without_weight: without }: SummarizeResult, noun: Noun): string {
  return without === 0
    ? `${weight}`
    : `${weight}, which ${counted(without ?? 0, noun)} without one do not count in`;
}

/** A measure's states, the highest mean first: of many the first and the last, and those alike in one line. */
function byState(states: readonly PlainRow[], noun: Noun, screen: Screen, all: boolean): string {
  const mean = ({ mean, weighted_mean: weighted = mean }: PlainRow) =>
    typeof weighted === "number" ? weighted : Number.NEGATIVE_INFINITY;
  const sorted = [...states].sort((a, b) => mean(b) - mean(a));
  const lowest = sorted.at(-1)?.max;
  const alike = sorted.filter(({ min, max }) => max !== null && max === lowest && min === lowest);
  // As of rain in the dry months, of which most states have none.
  const told = all || alike.length < 2 ? sorted : sorted.filter((state) => !alike.includes(state));
  const isCut = !all && told.length > SCREENFUL;
  const shown = isCut ? [...told.slice(0, ENDS), ...told.slice(-ENDS)] : told;
  const lines = shown.length === 0 ? [] : rows(shown, screen).split("\n");
  if (isCut) {
    const between = counted(told.length - 2 * ENDS, "more state");
    lines.splice(1 + ENDS, 0, screen.style.dim(`  … ${between} between these (--all shows them)`));
  }
  if (told.length < sorted.length)
    lines.push(`  ${counted(alike.length, "state")} with ${lowest} in every ${noun.singular}`);
  return lines.join("\n");
}

/** Rows that all have the same members, which are those of the first. Nulls that there are none of take no room. */
function rows(some: readonly PlainRow[], screen: Screen): string {
  const without = some.every(({ nulls }) => nulls === 0) ? "nulls" : "";
  const names = Object.keys(some[0] ?? {}).filter((name) => name !== without);
  const columns = names.map((header) => ({
    header,
    values: some.map((row) => row[header]),
  }));
  return columnTable(columns, { rows: some.length, noun: "row", ...screen, all: "--json has all" });
}
