import type pl from "nodejs-polars";
import { plainRows } from "./plain_rows.ts";

/**
 * A frame as a table in Markdown (GitHub's), figures to the right. A null is an empty cell; what a page could
 * take for a cell's end or for HTML is escaped.
 *
 * @param includeHeader false for rows that follow on others
 *
 * @example
 * ```ts
 * toMarkdown(pl.DataFrame({ nmun: ["León"], temp: [21.5] })); // "| nmun | temp |\n| :-- | --: |\n| León | 21.5 |\n"
 * ```
 */
export function toMarkdown(frame: pl.DataFrame, includeHeader: boolean = true): string {
  const names = frame.columns;
  const rows = plainRows(frame);
  const rules = names.map((_, i) => (/Int|Float|Decimal/.test(String(frame.dtypes[i])) ? "--:" : ":--"));
  const header = includeHeader ? [names.map(cell), rules] : [];
  const lines = [...header, ...rows.map((row) => names.map((name) => cell(row[name])))];
  return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text
    .replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign)
    .replace(/[\\|`*_[\]~]/g, "\\$&")
    .replace(/\s+/g, " ");
}
