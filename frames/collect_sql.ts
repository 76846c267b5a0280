import pl from "nodejs-polars";
import { sqlFailure, type ViewColumns } from "./sql_failure.ts";

/** What is asked of a result later: Polars for Node gives a column of such a name in its stead. */
const TAKEN = new Set(["columns", "dtypes", "getColumn", "head", "writeCSV", "writeParquet"]);

/**
 * Carries out a plan of `planSql()`, a few rows at a time where they are many. A decimal is given out as a float.
 *
 * @throws {Failure} `usage` when the values do not allow it, or a column has a name that a result cannot have
 *
 * @example
 * ```ts
 * const warmest = collectSql(planSql(sql, views, known), known);
 * ```
 */
export function collectSql(plan: pl.LazyDataFrame, known: ViewColumns): pl.DataFrame {
  const taken = plan.columns.find((name) => TAKEN.has(name));
  if (taken !== undefined) throw sqlFailure(`a result cannot have a column "${taken}", name it by AS`, known);
  try {
    const frame = plan.collectSync({ engine: "streaming" });
    const decimals = frame.columns.filter((_, i) => String(frame.dtypes[i]).includes("Decimal"));
    return decimals.length === 0 ? frame : frame.withColumns(...decimals.map(asFloat));
  } catch (cause) {
    throw sqlFailure((cause as Error).message, known, cause);
  }
}

/** Polars for Node hands no decimal out. */
function asFloat(name: string): pl.Expr {
  return pl.col(name).cast(pl.Float64);
}
