import pl from "../polars.ts";
import { sqlFailure, type ViewColumns } from "./sql_failure.ts";

/**
 * Carries out a plan of `planSql()`, a few rows at a time where they are many. A decimal is given out as a float.
 *
 * @throws {Failure} `usage` when the values do not allow it
 *
 * @example
 * ```ts
 * const warmest = collectSql(planSql(sql, views, known), known);
 * ```
 */
export function collectSql(plan: pl.LazyDataFrame, known: ViewColumns): pl.DataFrame {
  try {
    const frame = plan.collectSync({ engine: "streaming" });
    const columns = frame.getColumns();
    const isDecimal = (column: pl.Series) => String(column.dtype).includes("Decimal");
    if (!columns.some(isDecimal)) return frame;
    // Polars for Node hands no decimal out.
    return pl.DataFrame(columns.map((column) => (isDecimal(column) ? column.cast(pl.Float64) : column)));
  } catch (cause) {
    throw sqlFailure((cause as Error).message, known, cause);
  }
}
