import pl from "nodejs-polars";
import type { FeedSchema, Mean } from "./schema.ts";

/**
 * Averages each town's records, whichever snapshots they come from. A null does not count; a town without any
 * value has a null mean, not zero.
 *
 * @param records records × columns of the schema, older snapshots first; may be lazy scans of any size
 * @returns towns × (state key, municipality key, labels, means, `records`, `<time>_first`, `<time>_last`),
 * sorted by key, lazily. `records` counts a town's records. A label is that of its last record, as a town may
 * have been renamed. Units are those of `schema.means`.
 *
 * @example
 * ```ts
 * const means = await townMeans(pl.concat([older.lazy(), newer.lazy()]), smnHourly).collect();
 * means.columns; // ides, idmun, nes, nmun, lat, lon, temp_mean, prec_mean, records, hloc_first, hloc_last
 * ```
 */
export function townMeans(
  records: pl.LazyDataFrame,
  schema: Pick<FeedSchema, "key" | "time" | "labels" | "means">,
): pl.LazyDataFrame {
  const key = [...schema.key];
  return records
    .groupBy(key)
    .agg(
      ...schema.labels.map((label) => pl.col(label).last()),
      ...schema.means.map((mean) => midPoint(mean).mean().alias(mean.name)),
      pl.len().cast(pl.Int64).alias("records"),
      pl.col(schema.time).min().alias(`${schema.time}_first`),
      pl.col(schema.time).max().alias(`${schema.time}_last`),
    )
    .sort({ by: key });
}

/** The mid-point of a record's values; null if one of them is. */
function midPoint({ of: [first, ...others] }: Mean): pl.Expr {
  const sum = others.reduce((total, name) => total.plus(pl.col(name)), pl.col(first));
  return others.length === 0 ? sum : sum.div(others.length + 1);
}
