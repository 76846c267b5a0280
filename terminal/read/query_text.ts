import type { QueryHead } from "../../pipelines/read/query_result.ts";
import { columnTable } from "../column_table.ts";
import type { Screen } from "../screen.ts";

/**
 * The result of a query as a table for people, its first rows at least.
 *
 * @param of how many rows there are
 * @param types of the columns, which stand below their names where they are given
 *
 * @example
 * ```ts
 * process.stdout.write(queryText(head, result.rows, screen));
 * ```
 */
export function queryText(
  head: QueryHead,
  of: number,
  screen: Pick<Screen, "width" | "style">,
  types?: readonly string[],
): string {
  if (head.length === 0) return "  nothing\n";
  const rows = head[0]?.values.length ?? 0;
  const all = "`--format csv` shows all";
  const columns = head.map((column, i) => ({ ...column, about: types?.[i] }));
  return `${columnTable(columns, { rows, of, noun: "row", ...screen, decimals: 4, all })}\n`;
}
