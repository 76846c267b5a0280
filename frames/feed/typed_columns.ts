import { Failure } from "../../errors/mod.ts";
import { missingValue } from "../missing_value.ts";
import pl from "../polars.ts";
import type { Column, ColumnType, FeedSchema, TimeFormat } from "../schema.ts";
import { quoted } from "./_quoted.ts";
import { timeText } from "./_time_text.ts";

/** Without this check Polars reads "20260028T00", whose month is 00, as a day in the year 260. */
const TIME = /^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])$/;
const TYPES = ["integer", "number", "datetime", "string"] as const;
const WANTED = {
  integer: "a whole number",
  number: "a number",
  datetime: "a time YYYYMMDDThh",
  string: "text",
} as const;
const WANTED_TIME: Readonly<Record<TimeFormat, string>> = {
  yyyymmddthh: WANTED.datetime,
  iso8601: "a time as ISO 8601 writes it",
  epoch_seconds: "a time in seconds since 1970",
  epoch_milliseconds: "a time in milliseconds since 1970",
};

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
  const { frame, bad } = castColumns(rows, schema);
  const [first] = bad;
  if (first === undefined) return frame;
  const { row, what } = first;
  throw new Failure("contract", `Row ${row + 1} of "${source}": ${what}. Check that it is the right feed.`);
}

/** A value that is not of its column's type, as in `"temp" is "x", not a number`. */
export type BadValue = { readonly row: number; readonly column: Column; readonly what: string };

/** How many values of a column stand for none. */
export type MissingValues = { readonly column: string; readonly rows: number };

/**
 * The same, but reports every bad value, column by column; in the frame it is null, or not finite. Values that their
 * column calls missing are null, and counted.
 */
export function castColumns(
  given: pl.DataFrame,
  schema: FeedSchema,
): {
  readonly frame: pl.DataFrame;
  readonly bad: readonly BadValue[];
  readonly missing: readonly MissingValues[];
} {
  const { rows, missing } = withoutMissing(given, schema);
  const texts = withPlainTimes(rows, schema);
  const expressions = TYPES.flatMap((type) => {
    const ofType = schema.columns.filter((column) => column.type === type).map(({ name }) => name);
    return ofType.length === 0 ? [] : typed(ofType, type, schema);
  });
  const frame = texts.select(...expressions).select(...schema.columns.map(({ name }) => name));
  const suspicious = suspects(rows, frame, schema);
  if (suspicious.length === 0) return { frame, bad: [], missing };

  const text = rows.select(pl.cols(rows.columns).str.strip());
  const bad: BadValue[] = [];
  for (const column of suspicious) {
    const required = column.name === schema.time || schema.key.includes(column.name);
    const values = frame.getColumn(column.name).toArray();
    const texts = textsOf(text, column.name);
    for (const [row, value] of values.entries()) {
      const found = texts[row] ?? "";
      if (isBad(value, found, column, required)) bad.push({ row, column, what: complaint(column, found) });
    }
  }
  return { frame, bad, missing };
}

/** The same rows, with null for what their columns call missing. */
function withoutMissing(given: pl.DataFrame, { columns }: FeedSchema) {
  const missing: MissingValues[] = [];
  const rows = columns.reduce((frame, column) => {
    const isMissing = missingValue(column);
    if (isMissing === undefined) return frame;
    let count = 0;
    const texts = frame
      .getColumn(column.name)
      .toArray()
      .map((text: unknown) => {
        if (text === null || !isMissing(String(text))) return text;
        count++;
        return null;
      });
    if (count === 0) return frame;
    missing.push({ column: column.name, rows: count });
    return frame.withColumns(pl.Series(column.name, texts, pl.Utf8));
  }, given);
  return { rows, missing };
}

/** Times that are not written as the weather service does become ISO 8601 on the feed's clock; what is none is null. */
function withPlainTimes(rows: pl.DataFrame, { columns, clock = "UTC" }: FeedSchema): pl.DataFrame {
  return columns.reduce((frame, column) => {
    const { name, format } = column;
    if (isPlain(column) || format === undefined) return frame;
    // A feed has few distinct times.
    const known = new Map<unknown, string | null>();
    const times = frame
      .getColumn(name)
      .toArray()
      .map((text: unknown) => {
        if (text === null) return null;
        if (!known.has(text)) known.set(text, timeText(String(text).trim(), format, clock) ?? null);
        return known.get(text);
      });
    return frame.withColumns(pl.Series(name, times, pl.Utf8));
  }, rows);
}

/** Whether a column is none of times, or of times as the weather service writes them. */
function isPlain({ type, format = "yyyymmddthh" }: Column): boolean {
  return type !== "datetime" || format === "yyyymmddthh";
}

function typed(names: string[], type: ColumnType, { columns }: FeedSchema): pl.Expr[] {
  const values = pl.cols(names).str.strip();
  switch (type) {
    case "integer":
      return [values.cast(pl.Int64)];
    case "number":
      return [values.cast(pl.Float64)];
    case "datetime":
      return names.map((name) => {
        const column = columns.find((each) => each.name === name);
        if (column === undefined || isPlain(column)) return timeOf(name);
        return pl.col(name).str.strptime(pl.Datetime("ms"), "%Y-%m-%dT%H:%M:%S");
      });
    case "string":
      return [values.replace("", pl.lit(null))];
  }
}

/** The times in a column of text, written `YYYYMMDDThh`; null where a text is not one. */
function timeOf(column: string): pl.Expr {
  // Polars reads no hour without minutes.
  return pl
    .format("{}:00", pl.col(column).str.strip())
    .str.strptime(pl.Datetime("ms"), "%Y%m%dT%H:%M")
    .alias(column);
}

/** The columns worth a look at each value: a null may hide a bad one, and Polars takes "inf" and "NaN" for numbers. */
function suspects(text: pl.DataFrame, frame: pl.DataFrame, schema: FeedSchema): Column[] {
  const nulls = frame.nullCount().row(0);
  const sums = frame.sum().row(0);
  return schema.columns.filter((column, i) => {
    const { name, type } = column;
    if (type === "string") return false;
    if (nulls[i] > 0 || (type === "number" && !Number.isFinite(sums[i]))) return true;
    // Polars reads "20230824T1" too. A feed has few distinct times, so that checking them all is quick.
    return (
      type === "datetime" &&
      isPlain(column) &&
      !textsOf(text, name, "distinct").every((time) => TIME.test(time.trim()))
    );
  });
}

function textsOf(text: pl.DataFrame, name: string, which?: "distinct"): string[] {
  const column = text.getColumn(name);
  const values = (which === "distinct" ? column.unique() : column).toArray();
  return values.map((value) => (value === null ? "" : String(value)));
}

function isBad(value: unknown, text: string, column: Column, required: boolean): boolean {
  const { type } = column;
  if (text === "") return required;
  if (type === "datetime" && isPlain(column) && !TIME.test(text)) return true;
  return value === null || (type === "number" && !Number.isFinite(value));
}

function complaint({ name, type, format = "yyyymmddthh" }: Column, text: string): string {
  const found = text === "" ? "is empty" : `is ${quoted(text)}`;
  return `"${name}" ${found}, not ${type === "datetime" ? WANTED_TIME[format] : WANTED[type]}`;
}
