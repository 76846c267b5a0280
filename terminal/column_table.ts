import { counted, minute } from "./words.ts";

/** A longer text is cut, and on a narrow screen as short as this: names do not push the figures off it. */
const LONGEST = 30;
const SHORTEST = 10;

/** A column of a table: what stands above it, and its values from the first row on. */
export type TableColumn = { readonly header: string; readonly values: readonly unknown[] };

/** How a table is laid out. */
export type TableShape = {
  /** How many rows are shown at most. */
  readonly rows: number;
  /** How many rows there are, where the columns do not have them all. */
  readonly of?: number;
  /** What a row is, in the singular. */
  readonly noun: string;
  /** How many characters a line may have: texts are cut first, then the last columns left out. */
  readonly width: number;
  /** How many decimals a figure may have, two unless given. */
  readonly decimals?: number;
};

/**
 * Columns as lines for a terminal: figures to the right, texts to the left, a null as a dash, and how many rows are
 * left.
 *
 * @example
 * ```ts
 * columnTable([{ header: "nmun", values: ["León"] }], { rows: 5, noun: "town", width: 100 }); // "  nmun\n  León"
 * ```
 */
export function columnTable(
  columns: readonly TableColumn[],
  { rows, of = columns[0]?.values.length ?? 0, noun, width, decimals = 2 }: TableShape,
): string {
  const cut = (longest: number) =>
    columns.map(({ header, values }) => column(header, values.slice(0, rows), longest, decimals));
  let longest = LONGEST;
  while (longest > SHORTEST && widthOf(cut(longest)) > width) longest--;
  const shown = cut(longest);
  while (widthOf(shown) > width) shown.pop();
  const lines = Array.from({ length: Math.min(rows, of) + 1 }, (_, row) =>
    shown
      .map((cells) => `  ${cells[row]}`)
      .join("")
      .trimEnd(),
  );
  if (of > rows) lines.push(`  … ${counted(of - rows, `more ${noun}`)}`);
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
