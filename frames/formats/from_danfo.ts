import type { DataFrame } from "danfojs-node";
import pl from "../polars.ts";

/**
 * Takes a frame back from danfo. What is missing there, as NaN, null or undefined, is null; a column of whole
 * numbers is Int64 even where some are missing, other numbers are Float64, and a text column whose every value
 * is a time as {@linkcode toDanfo} writes it is a time again.
 *
 * danfo does not keep its own types up to date, and guesses them from the first rows, so that the values
 * decide; where there is none, danfo's type does.
 *
 * @returns rows × the same columns in their order. The frame's index is left out.
 *
 * @example
 * ```ts
 * const warm = fromDanfo(df.query(df.column("temp_mean").gt(30)));
 * ```
 */
export function fromDanfo(df: DataFrame): pl.DataFrame {
  return pl.DataFrame(
    df.columns.map((name, i) => {
      const values: readonly unknown[] = df.column(name).values;
      return seriesOf(name, values.map(orNull), df.dtypes[i] ?? "string");
    }),
  );
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

function orNull(value: unknown): unknown {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function seriesOf(name: string, values: readonly unknown[], dtype: string): pl.Series {
  const there = values.filter((value) => value !== null);
  const are = (test: (value: unknown) => boolean) => there.length > 0 && there.every(test);
  const isEmpty = there.length === 0;
  if (are((value) => typeof value === "boolean") || (isEmpty && dtype === "boolean")) {
    return pl.Series(name, [...values], pl.Bool);
  }
  if (are((value) => typeof value === "number") || (isEmpty && /^(int|float)/.test(dtype))) {
    const isWhole = dtype === "int32" && there.every(Number.isSafeInteger);
    // Made as whole numbers at once, missing ones are 0 on Deno.
    const numbers = pl.Series(name, [...values], pl.Float64);
    return isWhole ? numbers.cast(pl.Int64) : numbers;
  }
  if (are((value) => value instanceof Date || TIME.test(String(value)))) {
    const times = values.map((value) => (value === null ? null : timeOf(value)));
    return pl.Series(name, times, pl.Float64).cast(pl.Int64).cast(pl.Datetime("ms"));
  }
  return pl.Series(
    name,
    values.map((value) => (value === null ? null : String(value))),
    pl.Utf8,
  );
}

/** Milliseconds of the time as it is written, without a zone. */
function timeOf(value: unknown): number {
  return value instanceof Date ? value.getTime() : Date.parse(`${value}Z`);
}
