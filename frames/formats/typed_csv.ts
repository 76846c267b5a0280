import type { Buffer } from "node:buffer";
import pl from "../polars.ts";

/**
 * Reads a CSV whose columns are known, each with its type. Polars takes a schema as an object and applies it by
 * position, and an object has names such as "2020" before all others: so it is given numbers for names.
 *
 * @param csv UTF-8, with a header, whose names are not looked at
 * @param columns in the order of the file
 * @returns rows × columns; a field without anything is null
 * @throws {Error} Polars' own for a value that is not of its column's type, and for a row with too many fields
 *
 * @example
 * ```ts
 * typedCsv(Buffer.from("Cve_Ent,2020\n1,1001\n"), [
 *   { name: "Cve_Ent", type: pl.Int64 },
 *   { name: "2020", type: pl.Int64 },
 * ]);
 * ```
 */
export function typedCsv(
  csv: Buffer,
  columns: readonly { readonly name: string; readonly type: pl.DataType }[],
): pl.DataFrame {
  const frame = pl.readCSV(csv, {
    schema: Object.fromEntries(columns.map(({ type }, position) => [position, type])),
    // By default a value that is none becomes null, and surplus fields are dropped.
    ignoreErrors: false,
    truncateRaggedLines: false,
    missingIsNull: true,
  });
  frame.columns = columns.map(({ name }) => name);
  return frame;
}
