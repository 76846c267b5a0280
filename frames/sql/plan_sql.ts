import { Failure } from "../../errors/mod.ts";
import pl from "../polars.ts";
import { sqlFailure, type ViewColumns } from "./sql_failure.ts";
import { sqlWords } from "./sql_words.ts";

/**
 * Plans a query in Polars' SQL over some views, and carries out nothing.
 *
 * @param sql one statement that reads: SELECT, WITH or FROM
 * @param views lazy frames by the names that the query may use
 * @param known the columns of these views, and the names of others, for messages
 * @throws {Failure} `usage` when the query is none, asks for what is not there, would change something, or
 * would read a file; `contract` when a column of a view has a name that is a pattern to Polars
 *
 * @example
 * ```ts
 * const plan = planSql("select ides, max(temp) from towns group by ides", { towns: frame.lazy() }, {});
 * const warmest = await plan.collect();
 * ```
 */
export function planSql(
  sql: string,
  views: Readonly<Record<string, pl.LazyDataFrame>>,
  known: ViewColumns,
): pl.LazyDataFrame {
  const words = sqlWords(sql);
  if (!/^(select|with|from)$/i.test(words[0] ?? "")) {
    throw sqlFailure("it must begin with SELECT, as it can only read", known);
  }
  const reader = words.find((word) => /^(read|scan)_(csv|parquet|json|ndjson|ipc)$/i.test(word));
  if (reader !== undefined) throw sqlFailure(`"${reader}" would read a file that is no view`, known);

  for (const [view, { columns }] of Object.entries(views)) {
    const pattern = columns.find((name) => name === "*" || /^\^.*\$$/s.test(name));
    if (pattern === undefined) continue;
    const message = `The view "${view}" cannot be queried: SQL would treat the name of its column "${pattern}" as a pattern. Rename the column.`;
    throw new Failure("contract", message);
  }
  // Its types know no constructor. It gives an error in the guise of a plan, whose methods are not there.
  const Context = pl.SQLContext as unknown as new (
    frames: Readonly<Record<string, pl.LazyDataFrame>>,
  ) => { readonly execute: (sql: string) => pl.LazyDataFrame };
  const planned = new Context(views).execute(sql);
  const { _ldf: inner } = planned as unknown as { readonly _ldf: unknown };
  if (inner instanceof Error) throw sqlFailure(inner.message, known, inner);
  return planned;
}
