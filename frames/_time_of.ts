import pl from "./polars.ts";

/** The times that a column of text holds as `YYYYMMDDThh`; null where that is none. */
export function timeOf(column: string): pl.Expr {
  // Polars reads no hour without minutes.
  return pl
    .format("{}:00", pl.col(column).str.strip())
    .str.strptime(pl.Datetime("ms"), "%Y%m%dT%H:%M")
    .alias(column);
}
