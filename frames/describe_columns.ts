import type pl from "nodejs-polars";
import type { ColumnType } from "./schema.ts";

/** A column of a published table: its name, type, and unit where it has one. */
export type ColumnDescription = {
  readonly name: string;
  readonly type: ColumnType | "boolean";
  readonly unit?: string;
};

/**
 * Describes each column of a frame.
 *
 * @param units the unit of each column that has one, by name
 *
 * @example
 * ```ts
 * describeColumns(pl.DataFrame({ temp: [12.5] }), new Map([["temp", "°C"]])); // [{ name: "temp", type: "number", unit: "°C" }]
 * ```
 */
export function describeColumns(
  frame: pl.DataFrame,
  units: ReadonlyMap<string, string> = new Map(),
): ColumnDescription[] {
  return frame.columns.map((name, i) => {
    const unit = units.get(name);
    return { name, type: typeOf(frame.dtypes[i]), ...(unit === undefined ? {} : { unit }) };
  });
}

/** By name: two handles of one Polars type need not be equal. */
function typeOf(dtype: pl.DataType | undefined): ColumnDescription["type"] {
  const name = String(dtype);
  if (name.includes("Datetime")) return "datetime";
  if (name.includes("Int")) return "integer";
  if (name.includes("Float")) return "number";
  return name.includes("Bool") ? "boolean" : "string";
}
