import type pl from "nodejs-polars";
import { counted, minute } from "./words.ts";

/** A longer text is cut, and on a narrow screen as short as this: names do not push the figures off it. */
const LONGEST = 30;
const SHORTEST = 10;

/**
 * The first rows of a frame as lines for a terminal, with the columns that are asked for and exist: figures
 * to the right, with up to two decimals, texts to the left, a null as a dash, and how many rows are left.
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
  { rows, noun, width }: { readonly rows: number; readonly noun: string; readonly width: number },
): string {
  const first = frame.head(rows);
  const there = columns.filter((name) => frame.columns.includes(name));
  const cut = (longest: number) =>
    there.map((name) => column(name, first.getColumn(name).toArray(), longest));
  let longest = LONGEST;
  while (longest > SHORTEST && widthOf(cut(longest)) > width) longest--;
  const shown = cut(longest);
  while (widthOf(shown) > width) shown.pop();
  const lines = Array.from({ length: first.height + 1 }, (_, row) =>
    shown
      .map((cells) => `  ${cells[row]}`)
      .join("")
      .trimEnd(),
  );
  if (frame.height > rows) lines.push(`  … ${counted(frame.height - rows, `more ${noun}`)}`);
  return lines.join("\n");
}

function widthOf(columns: readonly string[][]): number {
  return columns.reduce((sum, [header = ""]) => sum + 2 + header.length, 0);
}

/** A header and its cells, all of one width; figures have as many decimals as the one with the most. */
function column(name: string, values: readonly unknown[], longest: number): string[] {
  const figures = values.filter((value) => typeof value === "number").map(toHundredth);
  const decimals = Math.max(0, ...figures.map((figure) => String(figure).split(".")[1]?.length ?? 0));
  const cells = [name, ...values.map((value) => cell(value, decimals, longest))];
  const width = Math.max(...cells.map((text) => text.length));
  return cells.map((text) => (figures.length > 0 ? text.padStart(width) : text.padEnd(width)));
}

function cell(value: unknown, decimals: number, longest: number): string {
  if (value === null || value === undefined) return "–";
  if (value instanceof Date) return minute(value.toISOString());
  if (typeof value === "number") return toHundredth(value).toFixed(decimals);
  const text = String(value).replace(/\s+/g, " ");
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function toHundredth(figure: number): number {
  return Number(figure.toFixed(2));
}
