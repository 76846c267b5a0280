import pl from "nodejs-polars";

/**
 * How the measures of towns go together: Pearson's correlation of each two columns, over the rows that have both. It is
 * null where there are fewer than two of these, or one column is the same in all of them.
 *
 * @returns columns × (`measure`, the same columns)
 *
 * @example
 * ```ts
 * correlations(merged, ["temp_mean", "prec_mean"]).getColumn("prec_mean").toArray(); // [0.31, 1]
 * ```
 */
export function correlations(frame: pl.DataFrame, measures: readonly string[]): pl.DataFrame {
  const values = frame.select(...measures.map((name) => pl.col(name).cast(pl.Float64)));
  const known = new Map<string, number | null>();
  const correlation = (i: number, j: number): number | null => {
    const at = `${Math.min(i, j)} ${Math.max(i, j)}`;
    const before = known.get(at);
    if (before !== undefined) return before;
    const pair = pl.DataFrame([
      values.getColumn(measures[i] ?? "").alias("x"),
      values.getColumn(measures[j] ?? "").alias("y"),
    ]);
    const [found] = pair.dropNulls().select(pl.pearsonCorr("x", "y").alias("r")).row(0);
    const figure = typeof found === "number" && Number.isFinite(found) ? found : null;
    known.set(at, figure);
    return figure;
  };
  return pl.DataFrame([
    pl.Series("measure", [...measures], pl.Utf8),
    ...measures.map((name, j) =>
      pl.Series(
        name,
        measures.map((_, i) => correlation(i, j)),
        pl.Float64,
      ),
    ),
  ]);
}
