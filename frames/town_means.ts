import pl from "nodejs-polars";
import type { FeedSchema } from "./schema.ts";

/**
 * Averages each town's records, whichever snapshots they come from and in however many parts they were added
 * up: the same records give the same means, to the last bit. A null does not count; a town without any value
 * has a null mean, not zero.
 *
 * @param totals what {@linkcode townTotals} gives for some records, or for several parts of them one below the
 * other, older records first
 * @returns towns × (state key, municipality key, labels, means, `records`, `<time>_first`, `<time>_last`),
 * sorted by key, lazily. `records` counts a town's records. A label is that of its last record, as a town may
 * have been renamed. Units are those of `schema.means`.
 *
 * @example
 * ```ts
 * const means = await townMeans(townTotals(smnHourly)(snapshot.lazy()), smnHourly).collect();
 * means.columns; // ides, idmun, nes, nmun, lat, lon, temp_mean, prec_mean, records, hloc_first, hloc_last
 * ```
 */
export function townMeans(
  totals: pl.LazyDataFrame,
  schema: Pick<FeedSchema, "key" | "time" | "labels" | "means">,
): pl.LazyDataFrame {
  const key = [...schema.key];
  const sumOf = (suffix: string) => pl.cols(schema.means.map(({ name }) => name + suffix)).sum();
  const count = sumOf("_count");
  // Without a value the division alone would give NaN.
  const mean = pl
    .when(count.gt(pl.lit(0)))
    .then(sumOf("").plus(sumOf("_rest")).div(count))
    .otherwise(pl.lit(null));
  return totals
    .groupBy(key)
    .agg(
      ...(schema.labels.length === 0 ? [] : [pl.cols([...schema.labels]).last()]),
      mean,
      pl.col("records").sum(),
      pl.col(`${schema.time}_first`).min(),
      pl.col(`${schema.time}_last`).max(),
    )
    .sort({ by: key });
}
