import pl from "nodejs-polars";
import { Failure } from "../errors/mod.ts";
import type { Column, FeedSchema } from "./schema.ts";

const TIME = /^\d{8}T\d{2}$/;
const WANTED = {
  integer: "a whole number",
  number: "a number",
  datetime: "a time YYYYMMDDThh",
  string: "text",
} as const;

/**
 * Makes the function that gives each column of text its type. White space around a value is dropped; what is
 * then empty is null, in a measure too: an empty string is no zero.
 *
 * The function takes rows × columns of text and the number of their first row in the source (for messages),
 * gives rows × columns in the schema's order, and throws {@linkcode Failure} `contract` when a value is not of
 * its column's type, or a key or time is missing.
 */
export function columnTyper(
  schema: FeedSchema,
  source: string,
): (text: pl.DataFrame, firstRow: number) => pl.DataFrame {
  // Made once for all blocks: Polars' expressions take longer to build than to run on a small block.
  const expressions = schema.columns.map(typed);
  return (text, firstRow) => {
    const frame = text.select(...expressions);
    for (const column of suspects(text, frame, schema)) {
      const required = column.name === schema.time || schema.key.includes(column.name);
      const values = frame.getColumn(column.name).toArray();
      const texts = textsOf(text, column.name);
      const bad = values.findIndex((value, i) => isBad(value, texts[i] ?? "", column, required));
      if (bad !== -1) throw badValue(column, texts[bad] ?? "", source, firstRow + bad);
    }
    return frame;
  };
}

function typed({ name, type }: Column): pl.Expr {
  const value = pl.col(name).str.strip();
  switch (type) {
    case "integer":
      return value.cast(pl.Int64);
    case "number":
      return value.cast(pl.Float64);
    case "datetime":
      return pl.format("{}:00", value).str.strptime(pl.Datetime("ms"), "%Y%m%dT%H:%M").alias(name);
    case "string":
      return pl
        .when(value.eq(pl.lit("")))
        .then(pl.lit(null))
        .otherwise(value)
        .alias(name);
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
  if (text.trim() === "") return required;
  if (type === "datetime" && !TIME.test(text.trim())) return true;
  return value === null || (type === "number" && !Number.isFinite(value));
}

function badValue(column: Column, text: string, source: string, row: number): Failure {
  const found = text.trim() === "" ? "is empty" : `is "${text.trim()}"`;
  const what = `"${column.name}" ${found}, not ${WANTED[column.type]}`;
  return new Failure("contract", `Row ${row} of "${source}": ${what}. Check that it is the right feed.`);
}
