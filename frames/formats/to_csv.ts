import type { Buffer } from "node:buffer";
import type pl from "nodejs-polars";
import { escapeFormulas } from "./escape_formulas.ts";

/** What becomes of texts that a spreadsheet would run: they stay, or {@linkcode escapeFormulas} makes them harmless. */
export type CsvFormulas = "keep" | "escape";

/**
 * Writes a frame as CSV: UTF-8, a header, newline at each line's end, a null as nothing, a time as ISO 8601
 * without a zone, a float with as many digits as bring it back exactly.
 *
 * @param includeHeader false for rows that follow on others
 *
 * @example
 * ```ts
 * toCsv(pl.DataFrame({ town: ["20-54"], temp: [12.5] })).toString(); // "town,temp\n20-54,12.5\n"
 * ```
 */
export function toCsv(
  frame: pl.DataFrame,
  formulas: CsvFormulas = "keep",
  includeHeader: boolean = true,
): Buffer {
  const table = formulas === "escape" ? escapeFormulas(frame) : frame;
  return table.writeCSV({ includeHeader, datetimeFormat: "%Y-%m-%dT%H:%M:%S" });
}
