import Papa from "papaparse";

const DELIMITERS = [",", ";", "\t", "|"] as const;
/** Excel's first line, where it names the delimiter. */
const SEP = /^"?sep=(.)"?\n/i;

/** Between two delimiters, or at an end of a line. */
const NO_TEXT = /(?<=^|[,;\t|\n])""(?=[,;\t|\n]|$)/g;
/** A character that no table has: with it for a quote, cells keep the quotes that they have. */
const NO_QUOTE = "\u0000";
/** Stands for a text of no characters, `""`, which a parser does not tell from no value. */
const NO_CHARACTERS = "\ue000";

/** A table as it is written: its header, and the rows that hold anything. */
export type TableCells = {
  /** Without the blanks about a name, unless it is in quotes. */
  readonly header: readonly string[];
  /** Cells as they are, null for none; a row may have fewer than the header. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** The line of each row in the file, from 1. */
  readonly lines: readonly number[];
  /** By column: whether its values are in quotes, as texts that look like numbers are. */
  readonly quoted: readonly boolean[];
  readonly delimiter: string;
};

/**
 * Splits a table into cells. Columns may be separated by commas, semicolons, tabs or bars, as the header decides.
 * Rows without any value are no rows, as spreadsheets leave them behind.
 *
 * @param isHeader whether a header is one of such a table: of the delimiters the first that makes one counts
 */
export function tableCells(text: string, isHeader: (names: readonly string[]) => boolean): TableCells {
  const named = SEP.exec(text);
  const body = named === null ? text : text.slice(named[0].length);
  const skipped = named === null ? 0 : 1;
  const headerOf = (delimiter: string) => split(body, delimiter, 1)[0] ?? [];
  const tried = named?.[1] === undefined ? DELIMITERS : [named[1]];
  // Where none makes a header, the one that makes most columns does for the message.
  const delimiter =
    tried.find((each) => isHeader(headerOf(each))) ??
    [...tried].sort((a, b) => headerOf(b).length - headerOf(a).length)[0] ??
    ",";
  const [names = [], ...rest] = split(body, delimiter);
  const [written = []] = split(body, delimiter, 1, NO_QUOTE);
  // Where they differ in number, there are delimiters in quotes.
  const isKept = (i: number) =>
    written.length !== names.length || written[i]?.trimStart().startsWith('"') === true;
  const header = names.map((name, i) => (isKept(i) ? name : name.trim()));
  const rows: (string | null)[][] = [];
  const lines: number[] = [];
  let line = skipped + 1 + newlinesIn(names);
  for (const row of rest) {
    line++;
    if (row.some((cell) => cell !== NO_CHARACTERS && cell.trim() !== "")) {
      rows.push(row.map((cell) => (cell === "" ? null : cell === NO_CHARACTERS ? "" : cell)));
      lines.push(line);
    }
    line += newlinesIn(row);
  }
  return { header, rows, lines, quoted: quotedColumns(body, delimiter, header.length), delimiter };
}

function split(text: string, delimiter: string, preview = 0, quoteChar = '"'): string[][] {
  const marked = text.replace(NO_TEXT, `"${NO_CHARACTERS}"`);
  return Papa.parse<string[]>(marked, { delimiter, newline: "\n", preview, quoteChar }).data;
}

function newlinesIn(row: readonly string[]): number {
  return row.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);
}

/** A parser takes quotes away. They are seen where a line is split without regard to them. */
function quotedColumns(text: string, delimiter: string, width: number): boolean[] {
  const none = Array.from({ length: width }, () => false);
  if (!text.includes('"')) return none;
  const [, ...rows] = split(text, delimiter, 0, NO_QUOTE);
  const told = rows.filter((row) => row.length === width);
  const columns = none.map((_, i) => {
    const cells = told
      .map((row) => (row[i] ?? "").trim())
      .filter((cell) => cell !== "" && cell !== `"${NO_CHARACTERS}"`);
    return cells.length > 0 && cells.every((cell) => cell.startsWith('"'));
  });
  // Where all are, as some programs write, quotes say nothing.
  return columns.every((quoted) => quoted) ? none : columns;
}
