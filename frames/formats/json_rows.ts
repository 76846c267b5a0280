import type pl from "nodejs-polars";
import { jsonValue } from "./plain_rows.ts";

/**
 * The rows of a frame, each as the text of a JSON object with the columns in their order: an object of JavaScript would
 * have a column "2020" before all others. Values are those of {@linkcode plainRows}.
 *
 * @example
 * ```ts
 * jsonRows(pl.DataFrame([pl.Series("town", ["20-54"]), pl.Series("2020", [310])])); // ['{"town":"20-54","2020":310}']
 * ```
 */
export function jsonRows(frame: pl.DataFrame): string[] {
  const columns = frame.getColumns().map((column) => ({
    name: JSON.stringify(column.name),
    values: column.toArray() as readonly unknown[],
    isDay: String(column.dtype) === "DataType(Date)",
  }));
  return Array.from({ length: frame.height }, (_, row) => {
    const members = columns.map(({ name, values, isDay }) => {
      return `${name}:${JSON.stringify(jsonValue(values[row], isDay))}`;
    });
    return `{${members.join()}}`;
  });
}
