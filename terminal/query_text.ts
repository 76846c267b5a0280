import type pl from "nodejs-polars";
import type { Screen } from "./screen.ts";
import { table } from "./table.ts";

/** How many rows a terminal is given; a file or another format has them all. */
const SHOWN = 40;

/**
 * The result of a query as a table for people, its first rows at least.
 *
 * @example
 * ```ts
 * process.stdout.write(queryText(frame, screen));
 * ```
 */
export function queryText(frame: pl.DataFrame, { width }: Pick<Screen, "width">): string {
  if (frame.columns.length === 0) return "  nothing\n";
  return `${table(frame, frame.columns, { rows: SHOWN, noun: "row", width, decimals: 4 })}\n`;
}
