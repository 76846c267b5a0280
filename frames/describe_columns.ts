import pl from "nodejs-polars";
import type { ColumnType } from "./schema.ts";

/** A column of a published table: its name, type, and unit where it has one. */
export type ColumnDescription = { readonly name: string; readonly type: ColumnType; readonly unit?: string };

/**
 * Describes each column of a frame.
 *
 * @param units the unit of each column that has one, by name
 *
 * @example
 * ```ts
 * describeColumns(pl.DataFrame({ temp: [12.5] }), { temp: "°C" }); // [{ name: "temp", type: "number", unit: "°C" }]
 * ```
 */
export function describeColumns(
  frame: pl.DataFrame,
  units: Readonly<Record<string, string | undefined>>,
): ColumnDescription[] {
  return frame.columns.map((name, i) => {
    const unit = units[name];
    return { name, type: typeOf(frame.dtypes[i] as pl.DataType), ...(unit === undefined ? {} : { unit }) };
  });
}

function typeOf(dtype: pl.DataType): ColumnType {
  if (dtype.equals(pl.Utf8)) return "string";
  if (dtype.equals(pl.Int64)) return "integer";
  if (dtype.equals(pl.Float64)) return "number";
  if (String(dtype).includes("Datetime")) return "datetime";
  throw new TypeError(`No column type for Polars' ${dtype}.`);
}
