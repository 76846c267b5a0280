import type pl from "nodejs-polars";
import { counted, minute } from "./words.ts";

/** A text longer than this is cut: names do not push the figures off the screen. */
const LONGEST = 30;

/**
 * The first rows of a frame as lines for a terminal, with the columns that are asked for and exist: figures
 * to the right, rounded to two decimals, texts to the left, a null as a dash, and how many rows are left.
 *
 * @param noun what a row is, in the singular
 * @param width how many characters a line may have; columns that do not fit are left out
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
  let room = width;
  const shown = columns
    .filter((name) => frame.columns.includes(name))
    .map((name) => column(name, first.getColumn(name).toArray()))
    .filter(([header = ""]) => {
      room -= header.length + 2;
      return room >= 0;
    });
  const lines = Array.from({ length: first.height + 1 }, (_, row) =>
    shown
      .map((cells) => `  ${cells[row]}`)
      .join("")
      .trimEnd(),
  );
  if (frame.height > rows) lines.push(`  … ${counted(frame.height - rows, `more ${noun}`)}`);
  return lines.join("\n");
}

/** A header and its cells, all of one width. */
function column(name: string, values: readonly unknown[]): string[] {
  const isFigure = values.every((value) => value === null || typeof value === "number");
  const cells = [name, ...values.map(cell)];
  const width = Math.max(...cells.map((text) => text.length));
  return cells.map((text) => (isFigure ? text.padStart(width) : text.padEnd(width)));
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (value instanceof Date) return minute(value.toISOString());
  if (typeof value === "number") return String(Number(value.toFixed(2)));
  const text = String(value).replace(/\s+/g, " ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
