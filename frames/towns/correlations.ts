import pl from "../polars.ts";

/**
 * How the measures of towns go together: Pearson's correlation of each two columns, over the rows that have both.
 *
 * @returns measures × measures, in the order given; null where fewer than two rows have both values, or one column is
 * the same in all of them
 *
 * @example
 * ```ts
 * correlations(merged, ["temp_mean", "prec_mean"]); // [[1, 0.31], [0.31, 1]]
 * ```
 */
export function correlations(frame: pl.DataFrame, measures: readonly string[]): (number | null)[][] {
  // Not by an expression, to which a name such as "*" or "^a$" is a pattern.
  const columns = measures.map((name) => frame.getColumn(name).cast(pl.Float64));
  const found = columns.map((x, i) => columns.slice(0, i + 1).map((y) => correlation(x, y)));
  return columns.map((_, i) => columns.map((_, j) => found[Math.max(i, j)]?.[Math.min(i, j)] ?? null));
}

function correlation(x: pl.Series, y: pl.Series): number | null {
  const pairs = pl.DataFrame([x.alias("x"), y.alias("y")]).dropNulls();
  const [found] = pairs.select(pl.pearsonCorr("x", "y").alias("r")).row(0);
  return typeof found === "number" && Number.isFinite(found) ? found : null;
}
