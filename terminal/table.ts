import type pl from "nodejs-polars";
import { columnTable, type TableShape } from "./column_table.ts";

/**
 * The first rows of a frame as lines for a terminal, with the columns that are asked for and exist: figures
 * to the right, with up to two decimals unless told otherwise, texts to the left, a null as a dash, and how many rows are left.
 *
 * @example
 * ```ts
 * table(merged, ["ides", "idmun", "nmun", "temp_mean"], { rows: 5, noun: "town", width: 100 });
 * ```
 */
export function table(
  frame: pl.DataFrame,
  columns: readonly string[],
  shape: Omit<TableShape, "of">,
): string {
  const first = frame.head(shape.rows);
  const there = columns.filter((name) => frame.columns.includes(name));
  return columnTable(
    there.map((name) => ({ header: name, values: first.getColumn(name).toArray() })),
    { ...shape, of: frame.height },
  );
}
