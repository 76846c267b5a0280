import { didYouMean, Failure } from "../../errors/mod.ts";

/** The columns of each view, by its name; none are known of a view that was not opened. */
export type ViewColumns = Readonly<Record<string, readonly string[]>>;

/** How many columns of a view a message names at most. */
const SHOWN = 30;

/**
 * What is wrong with a query, by Polars' own words on one line, and what it could have asked for.
 *
 * @example
 * ```ts
 * throw sqlFailure("relation 'merge' was not found", { merged: ["ides"], means: [] });
 * // The query does not work: relation 'merge' was not found. Did you mean "merged"? The views are …
 * ```
 */
export function sqlFailure(why: string, views: ViewColumns, cause?: unknown): Failure {
  const [first = ""] = why.split("\n");
  const [, unknown = ""] = first.match(/^relation '(.*)' was not found/) ?? [];
  const [, column = ""] = first.match(/unable to find column "(.*?)"/) ?? [];
  const hint =
    unknown !== ""
      ? didYouMean(unknown, Object.keys(views))
      : didYouMean(column, column === "" ? [] : Object.values(views).flat());
  // Polars lists the columns in a place of its own; here they stand with the views.
  const said = first.replace(/; valid columns: \[.*/, "").replace(/[\s:.]+$/, "");
  const list = Object.entries(views).map(([name, columns]) => `${name}${columnsText(columns)}`);
  const message = `The query does not work: ${said}.${hint} The views are ${list.join(", ")}.`;
  return new Failure("usage", message, { cause });
}

function columnsText(columns: readonly string[]): string {
  if (columns.length === 0) return "";
  const more = columns.length > SHOWN ? ` and ${columns.length - SHOWN} more` : "";
  return ` (${columns.slice(0, SHOWN).join(", ")}${more})`.replace(/\s+/g, " ");
}
