import type { QueryHead } from "../pipelines/read/query_result.ts";
import { columnTable } from "./column_table.ts";
import type { Screen } from "./screen.ts";

/** How many rows a terminal is given; a file or another format has them all. */
const SHOWN = 40;

/**
 * The result of a query as a table for people, its first rows at least.
 *
 * @param of how many rows there are
 *
 * @example
 * ```ts
 * process.stdout.write(queryText(head, result.row_count, screen));
 * ```
 */
export function queryText(head: QueryHead, of: number, { width }: Pick<Screen, "width">): string {
  if (head.length === 0) return "  nothing\n";
  return `${columnTable(head, { rows: SHOWN, of, noun: "row", width, decimals: 4 })}\n`;
}
