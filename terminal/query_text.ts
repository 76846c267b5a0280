import type pl from "nodejs-polars";
import type { Screen } from "./screen.ts";
import { table } from "./table.ts";

/** How many rows a terminal is given. */
const SHOWN = 40;

/**
 * The result of a query as a table for people, its first rows at least.
 *
 * @example
 * ```ts
 * process.stdout.write(queryText(frame, screen));
 * ```
 */
export function queryText(frame: pl.DataFrame, screen: Pick<Screen, "width" | "style">): string {
  if (frame.columns.length === 0) return "  nothing\n";
  // A file is given all of them.
  const rows = screen.width === Number.POSITIVE_INFINITY ? frame.height : SHOWN;
  return `${table(frame, frame.columns, { rows, noun: "row", ...screen, decimals: 4, all: "`--format csv` shows all" })}\n`;
}
