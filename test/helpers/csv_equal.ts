import * as assert from "uvu/assert";
import { csvRows } from "./feeds/csv_rows.ts";
import type { Row } from "./feeds/oracle_rows.ts";

/** How far a mean may be off, relative to its size or to one unit: sums depend on the order of adding. */
const TOLERANCE = 1e-12;
const FLOATS = /^(cc|dirvieng|dpt|hr|lat|lon|prec|probprec|raf|temp|tmax|tmin|velvien|.+_mean)$/;

/**
 * Asserts that a CSV text is this table: these columns, these rows in this order. A null is nothing, text and
 * times stand as they are, a whole number in its shortest form, a float reads back exactly, a mean nearly.
 */
export function csvEqual(csv: string, columns: readonly string[], expected: readonly Row[]): void {
  const [header, ...rows] = csvRows(csv);
  assert.equal(header, columns, "header");
  assert.is(rows.length, expected.length, "number of rows");
  rows.forEach((cells, index) => {
    assert.is(cells.length, columns.length, `number of fields in row ${index + 1}`);
    columns.forEach((column, i) => {
      const [cell, value] = [cells[i] as string, expected[index]?.[column]];
      const where = `row ${index + 1}, "${column}": "${cell}" is not ${JSON.stringify(value)}`;
      assert.ok(value !== undefined && isWritten(cell, value, column), where);
    });
  });
}

function isWritten(cell: string, value: string | number | null, column: string): boolean {
  if (value === null) return cell === "";
  if (typeof value === "string") return cell === value;
  if (!FLOATS.test(column)) return cell === String(value);
  if (cell === "") return false;
  const allowed = column.endsWith("_mean") ? TOLERANCE * Math.max(1, Math.abs(value)) : 0;
  return Math.abs(Number(cell) - value) <= allowed;
}
