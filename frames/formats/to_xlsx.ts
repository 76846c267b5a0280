import { Buffer } from "node:buffer";
import type pl from "nodejs-polars";
import type { CellObject, WorkSheet } from "xlsx";
import { Failure } from "../../errors/mod.ts";
import { describeColumns } from "../describe_columns.ts";

/** A column of a sheet: texts, numbers, booleans, dates and nulls, from the first row on. */
export type SheetColumn = {
  readonly name: string;
  /** As the catalog names types; what is "datetime" shows with its time. */
  readonly type: string;
  readonly values: readonly unknown[];
};

/** One sheet of a workbook: a frame, or columns of one length. */
export type Sheet = { readonly name: string } & (
  | { readonly frame: pl.DataFrame }
  | { readonly columns: readonly SheetColumn[] }
);

/** A spreadsheet counts days from the end of 1899. */
const DAY = 86_400_000;
const DAYS_TO_1970 = 25_569;
/** Excel reports a file with more rows as damaged. */
const MOST_ROWS = 1_048_576;
const LONGEST = 32_767;

/**
 * Writes tables as the sheets of an Excel workbook, each cell of the type of its column: numbers, texts, booleans,
 * and times that count as such. A null is no cell. No text is ever a formula, whatever it begins with.
 *
 * danfo's own writer is not used: it makes a missing number the error `#VALUE!`, a time a text, and writes its file in
 * place. This is the library beneath it.
 *
 * @throws {Failure} `usage` for more rows or a longer text than a sheet may have
 *
 * @example
 * ```ts
 * const workbook = await toXlsx([{ name: "merged", frame: merged }]);
 * ```
 */
export async function toXlsx(sheets: readonly Sheet[]): Promise<Buffer> {
  const { utils, write } = await import("xlsx");
  const workbook = utils.book_new();
  for (const each of sheets)
    utils.book_append_sheet(workbook, sheetOf(columnsOf(each), utils.encode_cell), each.name);
  return Buffer.from(write(workbook, { type: "buffer", bookType: "xlsx", compression: true, bookSST: true }));
}

function columnsOf(sheet: Sheet): readonly SheetColumn[] {
  if ("columns" in sheet) return sheet.columns;
  const { frame } = sheet;
  return describeColumns(frame).map(({ name, type }) => {
    return { name, type, values: frame.getColumn(name).toArray() };
  });
}

function sheetOf(columns: readonly SheetColumn[], at: (cell: { r: number; c: number }) => string): WorkSheet {
  const sheet: Record<string, CellObject | string | object> = {};
  let rows = 0;
  for (const [c, { name, type, values }] of columns.entries()) {
    rows = values.length;
    if (rows >= MOST_ROWS)
      throw tooLarge(`${rows} rows, and a sheet has room for ${MOST_ROWS} including its header`);
    sheet[at({ r: 0, c })] = textCell(name);
    for (const [r, value] of values.entries()) {
      const cell = cellOf(value, type === "datetime");
      if (cell !== undefined) sheet[at({ r: r + 1, c })] = cell;
    }
  }
  const last = at({ r: rows, c: Math.max(0, columns.length - 1) });
  sheet["!ref"] = `A1:${last}`;
  sheet["!autofilter"] = { ref: `A1:${last}` };
  return sheet as WorkSheet;
}

function cellOf(value: unknown, isTime: boolean): CellObject | undefined {
  if (value === null || value === undefined) return undefined;
  if (value instanceof Date) {
    const days = value.getTime() / DAY + DAYS_TO_1970;
    return { t: "n", v: days, z: isTime ? "yyyy-mm-dd hh:mm" : "yyyy-mm-dd" };
  }
  if (typeof value === "boolean") return { t: "b", v: value };
  if (typeof value === "number") return Number.isFinite(value) ? { t: "n", v: value } : undefined;
  return textCell(String(value));
}

/** In a cell, `_x0041_` stands for "A", and a carriage return is lost unless it is written so. */
function textCell(text: string): CellObject {
  if (text.length > LONGEST)
    throw tooLarge(`a text of ${text.length} characters, and a cell has room for ${LONGEST}`);
  return { t: "s", v: text.replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_").replaceAll("\r", "_x000D_") };
}

function tooLarge(what: string): Failure {
  return new Failure(
    "usage",
    `The table does not fit into an Excel sheet: it has ${what}. Export it to Parquet or CSV instead.`,
  );
}
