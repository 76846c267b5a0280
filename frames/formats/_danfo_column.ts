import { Failure } from "../../errors/mod.ts";
import { type ColumnDescription, describeColumns } from "../describe_columns.ts";
import { isoTime } from "../iso_time.ts";
import pl from "../polars.ts";

/** A column as danfo takes one. */
export type DanfoColumn = {
  readonly name: string;
  readonly dtype: "int32" | "float32" | "string" | "boolean";
  readonly values: readonly (number | string | boolean | null)[];
};

/** danfo's names for its types are no promise of width: it keeps every number as JavaScript does, in 64 bits. */
const DTYPES = {
  integer: "int32",
  number: "float32",
  string: "string",
  boolean: "boolean",
  datetime: "string",
} as const;

/**
 * One column of a frame for danfo. A missing number is NaN there, anything else that is missing null.
 *
 * @throws {Failure} `contract` for a whole number that JavaScript cannot hold
 */
export function danfoColumn(frame: pl.DataFrame, name: string): DanfoColumn {
  const column = frame.getColumn(name);
  const type = describeColumns(pl.DataFrame([column]))[0]?.type ?? "string";
  const values: readonly unknown[] = column.toArray();
  return {
    name,
    dtype: DTYPES[type],
    values: values.map((value) => danfoValue(value, name, type)),
  };
}

function danfoValue(
  value: unknown,
  name: string,
  type: ColumnDescription["type"],
): number | string | boolean | null {
  const isWhole = type === "integer";
  if (value === null || value === undefined) return isWhole || type === "number" ? Number.NaN : null;
  if (value instanceof Date) return isoTime(value);
  const plain = typeof value === "bigint" ? Number(value) : value;
  if (Number.isInteger(plain) && !Number.isSafeInteger(plain) && isWhole) {
    const message = `The column "${name}" contains ${value}, which is too large for a number in danfo. Cast it to text first.`;
    throw new Failure("contract", message);
  }
  return typeof plain === "number" || typeof plain === "boolean" ? plain : String(plain);
}
