import pl from "../polars.ts";

/** What statistics offices write where there is no number. */
const NO_NUMBER = /^(n\/?[ad]|n\.?[ad]\.?|nan|null|s\/d|\*+|-+|–|—|\.)$/i;
const WHOLE = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const THOUSANDS = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
/** A number does not begin so, but a code does, such as a post code. */
const LED_BY_ZERO = /^[+-]?0\d/;
const INT64 = 2n ** 63n;
/** Rows that a note names. */
const NAMED = 3;

/** A column, and what had to be decided about it, a sentence each. */
export type TypedColumn = { readonly series: pl.Series; readonly notes: readonly string[] };

/**
 * Gives a column the type that all its values have: whole numbers, numbers, yes and no, or text as it is written.
 * Values in quotes, and codes that begin with a zero, are text. In a column of numbers a mark for a missing value, as
 * "N/D" or "*", is null, and "1,001" a number: both are said. A column of text that is mostly numbers is said, too.
 *
 * @param written texts, null for none; blanks about a number do not count
 * @param lines where each is in the file, for the notes
 */
export function typedColumn(
  name: string,
  written: readonly (string | null)[],
  lines: readonly number[],
  quoted: boolean,
): TypedColumn {
  const values = written.map((value) => value?.trim() ?? "");
  const there = values.filter((value) => value !== "");
  const text = (notes: readonly string[] = []): TypedColumn => ({
    series: pl.Series(name, [...written], pl.Utf8),
    notes,
  });
  if (quoted || there.some((value) => LED_BY_ZERO.test(value))) return text();
  if (there.length > 0 && there.every((value) => /^(true|false)$/i.test(value))) {
    const booleans = values.map((value) => (value === "" ? null : /^true$/i.test(value)));
    return { series: pl.Series(name, booleans, pl.Bool), notes: [] };
  }

  // A number beyond what a float can hold is none.
  const isNumber = (value: string) =>
    (NUMBER.test(value) && Number.isFinite(Number(value))) || THOUSANDS.test(value);
  const numbers = there.filter(isNumber).length;
  const where = (wanted: (value: string) => boolean) => {
    const rows = values.flatMap((value, i) =>
      value !== "" && wanted(value) ? [{ value, line: lines[i] }] : [],
    );
    const some = rows.slice(0, NAMED).map(({ value, line }) => `"${value}" in line ${line}`);
    const more = rows.length - some.length;
    return { count: rows.length, text: some.join(", ") + (more > 0 ? ` and ${more} more` : "") };
  };
  const others = where((value) => !isNumber(value) && !NO_NUMBER.test(value));
  if (numbers === 0) return text();
  if (others.count > 0) {
    const isOdd = 2 * numbers > there.length;
    return text(isOdd ? [`has "${name}" as text, because of ${others.text}`] : []);
  }
  const marks = where((value) => NO_NUMBER.test(value));
  const thousands = where((value) => THOUSANDS.test(value));
  const notes = [
    ...(marks.count === 0 ? [] : [`has no number in "${name}" but ${marks.text}: taken for null`]),
    ...(thousands.count === 0
      ? []
      : [`has thousands separators in "${name}", ${thousands.text}: taken for numbers`]),
  ];
  const plain = values.map((value) =>
    value === "" || NO_NUMBER.test(value) ? null : value.replaceAll(",", ""),
  );
  return { series: numeric(name, plain), notes };
}

function numeric(name: string, values: readonly (string | null)[]): pl.Series {
  const isWhole = values.every((value) => value === null || (WHOLE.test(value) && fits(value)));
  // By text: Polars for Node gives a null for a number beyond 2^53 that it is handed.
  if (isWhole)
    return pl
      .Series(
        name,
        values.map((value) => value?.replace("+", "") ?? null),
        pl.Utf8,
      )
      .cast(pl.Int64);
  return pl.Series(
    name,
    values.map((value) => (value === null ? null : Number(value))),
    pl.Float64,
  );
}

function fits(value: string): boolean {
  const number = BigInt(value.replace("+", ""));
  return number < INT64 && number >= -INT64;
}
