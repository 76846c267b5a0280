import pl from "nodejs-polars";
import { Failure } from "../errors/mod.ts";
import { quoted } from "./_quoted.ts";
import { timeOf } from "./_time_of.ts";
import type { Column, ColumnType, FeedSchema } from "./schema.ts";

/** Without this check Polars takes "20260028T00", whose month is 00, for a day in the year 260. */
const TIME = /^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])$/;
const TYPES = ["integer", "number", "datetime", "string"] as const;
const WANTED = {
  integer: "a whole number",
  number: "a number",
  datetime: "a time YYYYMMDDThh",
  string: "text",
} as const;

/**
 * Gives each column of text its type. White space around a value is dropped; what is then empty is null, in a
 * measure too: an empty string is no zero.
 *
 * @param rows rows × columns of text
 * @returns rows × columns in the schema's order
 * @throws {Failure} `contract` when a value is not of its column's type, or a key or time is missing; the
 * message counts the rows from 1
 */
export function typedColumns(rows: pl.DataFrame, schema: FeedSchema, source: string): pl.DataFrame {
  const expressions = TYPES.flatMap((type) => {
    const ofType = schema.columns.filter((column) => column.type === type).map(({ name }) => name);
    return ofType.length === 0 ? [] : typed(ofType, type);
  });
  const frame = rows.select(...expressions).select(...schema.columns.map(({ name }) => name));
  const suspicious = suspects(rows, frame, schema);
  if (suspicious.length === 0) return frame;

  const text = rows.select(pl.cols(rows.columns).str.strip());
  for (const column of suspicious) {
    const required = column.name === schema.time || schema.key.includes(column.name);
    const values = frame.getColumn(column.name).toArray();
    const texts = textsOf(text, column.name);
    const bad = values.findIndex((value, i) => isBad(value, texts[i] ?? "", column, required));
    if (bad !== -1) throw badValue(column, texts[bad] ?? "", source, bad + 1);
  }
  return frame;
}

function typed(names: string[], type: ColumnType): pl.Expr[] {
  const values = pl.cols(names).str.strip();
  switch (type) {
    case "integer":
      return [values.cast(pl.Int64)];
    case "number":
      return [values.cast(pl.Float64)];
    case "datetime":
      return names.map(timeOf);
    case "string":
      return [values.replace("", pl.lit(null))];
  }
}

/** The columns worth a look at each value: a null may hide a bad one, and Polars takes "inf" and "NaN" for numbers. */
function suspects(text: pl.DataFrame, frame: pl.DataFrame, schema: FeedSchema): Column[] {
  const nulls = frame.nullCount().row(0);
  const sums = frame.sum().row(0);
  return schema.columns.filter(({ name, type }, i) => {
    if (type === "string") return false;
    if (nulls[i] > 0 || (type === "number" && !Number.isFinite(sums[i]))) return true;
    // Polars reads "20230824T1" too. A feed has few distinct times, so that checking them all is quick.
    return type === "datetime" && !textsOf(text, name, "distinct").every((time) => TIME.test(time.trim()));
  });
}

function textsOf(text: pl.DataFrame, name: string, which?: "distinct"): string[] {
  const column = text.getColumn(name);
  const values = (which === "distinct" ? column.unique() : column).toArray();
  return values.map((value) => (value === null ? "" : String(value)));
}

function isBad(value: unknown, text: string, { type }: Column, required: boolean): boolean {
  if (text === "") return required;
  if (type === "datetime" && !TIME.test(text)) return true;
  return value === null || (type === "number" && !Number.isFinite(value));
}

function badValue(column: Column, text: string, source: string, row: number): Failure {
  const found = text === "" ? "is empty" : `is ${quoted(text)}`;
  const what = `"${column.name}" ${found}, not ${WANTED[column.type]}`;
  return new Failure("contract", `Row ${row} of "${source}": ${what}. Check that it is the right feed.`);
}
