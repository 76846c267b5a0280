import type pl from "nodejs-polars";

/** One row as JSON holds it. */
export type PlainRow = Readonly<Record<string, unknown>>;

/**
 * The rows of a frame as JSON can hold them: a time as ISO 8601 without a zone, a day as its date, what is no
 * finite number as null, a whole number that JavaScript cannot hold as text.
 *
 * @example
 * ```ts
 * plainRows(merged)[0]; // { ides: 1, idmun: 1, nmun: "…", temp_mean: 6.46, hloc_last: "2026-11-28T03:00:00" }
 * ```
 */
export function plainRows(frame: pl.DataFrame): PlainRow[] {
  const days = new Set(frame.columns.filter((_, i) => String(frame.dtypes[i]) === "DataType(Date)"));
  const columns = frame.columns.map((name) => ({
    name,
    values: frame.getColumn(name).toArray() as readonly unknown[],
  }));
  return Array.from({ length: columns[0]?.values.length ?? 0 }, (_, row) =>
    Object.fromEntries(columns.map(({ name, values }) => [name, plain(values[row], days.has(name))])),
  );
}

function plain(value: unknown, isDay: boolean): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) {
    const iso = value.toISOString();
    return isDay ? iso.slice(0, 10) : iso.replace(/(\.000)?Z$/, "");
  }
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return Array.isArray(value) ? value.map((each) => plain(each, isDay)) : value;
}
