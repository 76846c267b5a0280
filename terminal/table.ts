import type pl from "nodejs-polars";
import { counted, minute } from "./words.ts";

/** A longer text is cut, and on a narrow screen as short as this: names do not push the figures off it. */
const LONGEST = 30;
const SHORTEST = 10;

/**
 * The first rows of a frame as lines for a terminal, with the columns that are asked for and exist: figures
 * to the right, with up to two decimals unless told otherwise, texts to the left, a null as a dash, and how many rows are left.
 *
 * @param noun what a row is, in the singular
 * @param width how many characters a line may have: texts are cut first, then the last columns left out
 *
 * @example
 * ```ts
 * table(merged, ["ides", "idmun", "nmun", "temp_mean"], { rows: 5, noun: "town", width: 100 });
 * ```
 */
export function table(
  frame: pl.DataFrame,
  columns: readonly string[],
  {
    rows,
    noun,
    width,
    decimals = 2,
  }: { readonly rows: number; readonly noun: string; readonly width: number; readonly decimals?: number },
): string {
  const first = frame.head(rows);
  // Not by `frame.height`, which a column of that name would be.
  const heightOf = (some: pl.DataFrame) => {
    const [name] = some.columns;
    return name === undefined ? 0 : some.getColumn(name).length;
  };
  const height = heightOf(frame);
  const there = columns.filter((name) => frame.columns.includes(name));
  const cut = (longest: number) =>
    there.map((name) => column(name, first.getColumn(name).toArray(), longest, decimals));
  let longest = LONGEST;
  while (longest > SHORTEST && widthOf(cut(longest)) > width) longest--;
  const shown = cut(longest);
  while (widthOf(shown) > width) shown.pop();
  const lines = Array.from({ length: heightOf(first) + 1 }, (_, row) =>
    shown
      .map((cells) => `  ${cells[row]}`)
      .join("")
      .trimEnd(),
  );
  if (height > rows) lines.push(`  … ${counted(height - rows, `more ${noun}`)}`);
  return lines.join("\n");
}

function widthOf(columns: readonly string[][]): number {
  return columns.reduce((sum, [header = ""]) => sum + 2 + header.length, 0);
}

/** A header and its cells, all of one width; figures have as many decimals as the one with the most. */
function column(name: string, values: readonly unknown[], longest: number, most: number): string[] {
  const figures = values.filter((value) => typeof value === "number").map((value) => rounded(value, most));
  const decimals = Math.max(0, ...figures.map((figure) => String(figure).split(".")[1]?.length ?? 0));
  const cells = [harmless(name), ...values.map((value) => cell(value, decimals, longest))];
  const width = Math.max(...cells.map((text) => text.length));
  return cells.map((text) => (figures.length > 0 ? text.padStart(width) : text.padEnd(width)));
}

function cell(value: unknown, decimals: number, longest: number): string {
  if (value === null || value === undefined) return "–";
  if (value instanceof Date) return minute(value.toISOString());
  if (typeof value === "number") return rounded(value, decimals).toFixed(decimals);
  const text = harmless(typeof value === "object" ? JSON.stringify(value, plain) : String(value));
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function rounded(figure: number, decimals: number): number {
  return Number(figure.toFixed(decimals));
}

/** JSON knows no whole numbers that JavaScript holds in no number. */
function plain(_: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** On one line, and without what would steer the terminal: its codes, and marks that turn the direction of text. */
function harmless(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "");
}
