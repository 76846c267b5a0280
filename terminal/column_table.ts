import type { Noun } from "../configs/mod.ts";
import type { Style } from "./style.ts";
import { counted, minute } from "./words.ts";

/** A longer text is cut, and on a narrow screen as short as this: names do not push the figures off it. */
const LONGEST = 30;
const SHORTEST = 10;

/** A column of a table: what stands above it, and its values from the first row on. */
export type TableColumn = {
  readonly header: string;
  readonly values: readonly unknown[];
  /** Stands below the header where it is given, as the column's type. */
  readonly about?: string | undefined;
};

/** How a table is laid out. */
export type TableShape = {
  /** How many rows are shown at most. */
  readonly rows: number;
  /** How many rows there are, where the columns do not have them all. */
  readonly of?: number;
  /** What a row is, in the singular. */
  readonly noun: string | Noun;
  /** How many characters a line may have: texts are cut first, then the last columns left out, which is said. */
  readonly width: number;
  /** Sets the headers off; plain unless given. */
  readonly style?: Pick<Style, "dim"> | undefined;
  /** How many decimals a figure may have, two unless given. */
  readonly decimals?: number;
  /** How to see what is left out: "`--format csv` shows all". */
  readonly all?: string | undefined;
};

/**
 * Columns as lines for a terminal: figures to the right, texts to the left, a null as a dash. It says how many rows
 * and which columns are left out, and how to see them. Where nothing limits the width, as in a file, nothing is cut.
 * Thousands are set apart in sentences, and in no table, whose figures are copied into other programs.
 *
 * @example
 * ```ts
 * columnTable([{ header: "nmun", values: ["León"] }], { rows: 5, noun: "town", ...screen }); // "  nmun\n  León"
 * ```
 */
export function columnTable(columns: readonly TableColumn[], shape: TableShape): string {
  const { rows, of = columns[0]?.values.length ?? 0, noun, width, style, decimals = 2, all } = shape;
  const cut = (longest: number) => columns.map((column) => cells(column, rows, longest, decimals));
  let longest = width === Number.POSITIVE_INFINITY ? width : LONGEST;
  while (longest > SHORTEST && widthOf(cut(longest)) > width) longest--;
  const shown = cut(longest);
  while (shown.length > 1 && widthOf(shown) > width) shown.pop();
  const heads = columns.some(({ about }) => about !== undefined) ? 2 : 1;
  const lines = Array.from({ length: Math.min(rows, of) + heads }, (_, row) => {
    const line = shown
      .map((column) => `  ${column[row] ?? ""}`)
      .join("")
      .trimEnd()
      .slice(0, width);
    return row < heads ? (style?.dim(line) ?? line) : line;
  });
  const how = all === undefined ? "" : ` (${all})`;
  if (of > rows) lines.push(`  … ${counted(of - rows, more(noun))}${how}`);
  const left = columns.slice(shown.length).map(({ header }) => harmless(header));
  if (left.length > 0) lines.push(leftOut(left, how, width));
  return lines.join("\n");
}

/** Which columns do not fit: as many of their names as do. */
function leftOut(names: readonly string[], how: string, width: number): string {
  const start = `  … ${counted(names.length, "more column")}`;
  for (let named = names.length; named > 0; named--) {
    const line = `${start}: ${names.slice(0, named).join(", ")}${named < names.length ? ", …" : ""}${how}`;
    if (line.length <= width) return line;
  }
  return `${start}${how}`;
}

function widthOf(columns: readonly string[][]): number {
  return columns.reduce((sum, [header = ""]) => sum + 2 + header.length, 0);
}

/** A header, what is below it, and the cells, all of one width; figures have as many decimals as the one with the most. */
function cells(
  { header, about, values }: TableColumn,
  rows: number,
  longest: number,
  most: number,
): string[] {
  const some = values.slice(0, rows);
  const figures = some.filter((value) => typeof value === "number").map((value) => rounded(value, most));
  const decimals = Math.max(0, ...figures.map((figure) => String(figure).split(".")[1]?.length ?? 0));
  const heads = about === undefined ? [header] : [header, about];
  const texts = [...heads.map(harmless), ...some.map((value) => cell(value, decimals, longest))];
  const width = Math.max(...texts.map((text) => text.length));
  const isFigures = some.some((value) => typeof value === "number" || typeof value === "bigint");
  return texts.map((text) => (isFigures ? text.padStart(width) : text.padEnd(width)));
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

function more(noun: string | Noun): string | Noun {
  if (typeof noun === "string") return `more ${noun}`;
  return { singular: `more ${noun.singular}`, plural: `more ${noun.plural}` };
}
