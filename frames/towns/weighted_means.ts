import type pl from "nodejs-polars";

/** A mean over rows, each as often as its weight says; null where there are no values, or their weights are all zero. */
export type WeightedMean = {
  readonly by: readonly unknown[];
  readonly measure: string;
  readonly mean: number | null;
};

/**
 * Averages columns over all rows, or over each group of them, each row as often as its weight says. A row without a
 * weight does not count, as a null does not; nor does one whose weight is below zero.
 *
 * @param by the columns whose values make a group; none for all rows together
 * @returns the means of each group, and how many rows have no weight
 *
 * @example
 * ```ts
 * weightedMeans(merged, ["temp_mean"], "Pob", ["ides"]).means[0]; // { by: [1], measure: "temp_mean", mean: 17.2 }
 * ```
 */
export function weightedMeans(
  frame: pl.DataFrame,
  measures: readonly string[],
  weight: string,
  by: readonly string[],
): { readonly means: readonly WeightedMean[]; readonly weightless: number } {
  const valuesOf = (name: string): (number | null)[] =>
    frame
      .getColumn(name)
      .toArray()
      .map((value: unknown) => (value === null || value === undefined ? null : Number(value)));
  const weights = valuesOf(weight).map((each) =>
    each !== null && each >= 0 && each < Infinity ? each : null,
  );
  const groups = by.map((name) => frame.getColumn(name).toArray());
  const rows = new Map<string, number[]>();
  for (let row = 0; row < frame.height; row++) {
    const key = JSON.stringify(groups.map((group) => group[row]));
    const known = rows.get(key);
    if (known === undefined) rows.set(key, [row]);
    else known.push(row);
  }
  const columns = measures.map((measure) => ({ measure, values: valuesOf(measure) }));
  return {
    means: [...rows.values()].flatMap((some) =>
      columns.map(({ measure, values }) => ({
        by: groups.map((group) => group[some[0] ?? 0]),
        measure,
        mean: meanOf(some, values, weights),
      })),
    ),
    weightless: weights.filter((each) => each === null).length,
  };
}

function meanOf(
  rows: readonly number[],
  values: readonly (number | null)[],
  weights: readonly (number | null)[],
): number | null {
  let [sum, total] = [0, 0];
  for (const row of rows) {
    const [value, weight] = [values[row] ?? null, weights[row] ?? null];
    if (value === null || weight === null) continue;
    sum += value * weight;
    total += weight;
  }
  const mean = sum / total;
  return total > 0 && Number.isFinite(mean) ? mean : null;
}
