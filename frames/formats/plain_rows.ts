import type pl from "nodejs-polars";

/** One row as JSON holds it. */
export type PlainRow = Readonly<Record<string, unknown>>;

/**
 * The rows of a frame as JSON can hold them: a time as ISO 8601 without a zone, a day as its date, what is no
 * finite number as null, a whole number that JavaScript cannot hold as text. A column is an own property of its row,
 * whatever it is called; the frame's order is kept by {@linkcode jsonRows} alone.
 *
 * @example
 * ```ts
 * plainRows(merged)[0]; // { ides: 1, idmun: 1, nmun: "…", temp_mean: 6.46, hloc_last: "2026-11-28T03:00:00" }
 * ```
 */
export function plainRows(frame: pl.DataFrame): PlainRow[] {
  const columns = frame.getColumns().map((column) => ({
    name: column.name,
    values: column.toArray() as readonly unknown[],
    isDay: String(column.dtype) === "DataType(Date)",
  }));
  return Array.from({ length: frame.height }, (_, row) =>
    Object.fromEntries(columns.map(({ name, values, isDay }) => [name, jsonValue(values[row], isDay)])),
  );
}

/** A value of a frame as JSON can hold it, as {@linkcode plainRows} says. */
export function jsonValue(value: unknown, isDay: boolean): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) {
    const iso = value.toISOString();
    return isDay ? iso.slice(0, 10) : iso.replace(/(\.000)?Z$/, "");
  }
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return Array.isArray(value) ? value.map((each) => jsonValue(each, isDay)) : value;
}
