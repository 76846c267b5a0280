import pl from "./polars.ts";
import type { FeedSchema, Mean } from "./schema.ts";

/**
 * Added to a number and taken away again, it leaves the multiple of 2^-22 that is nearest to the number: from
 * here to 2^31 the floats are 2^-22 apart.
 */
const ROUNDER = 1.5 * 2 ** 30;

/**
 * Adds up each town's records, as the part that these records have in its means. {@linkcode townMeans} makes
 * the means of any number of such parts, so that a year of records need not be in memory at once.
 *
 * A sum of floats depends on the order of adding, and Polars adds in the order it likes. So each value is split
 * into a multiple of 2^-22 and the rest. Both sums are exact, in any order, for values of a thousandth to
 * 200,000 over a year of hours; of others they lose no more than a plain sum does.
 *
 * @returns a function, to be made once, as building expressions is what costs. It takes records × columns of
 * the schema, maybe a lazy scan of any size, and gives towns × (state key, municipality key, for each mean
 * `<mean>`, `<mean>_rest` and `<mean>_count`, `records`, `<time>_first`, `<time>_last`), lazily, in no order.
 *
 * @example
 * ```ts
 * const totals = await townTotals(smnHourly)(pl.scanParquet("snapshots.parquet")).collect();
 * ```
 */
export function townTotals({
  key,
  time,
  means,
}: Pick<FeedSchema, "key" | "time" | "means">): (records: pl.LazyDataFrame) => pl.LazyDataFrame {
  const midPoints = means.map((mean) => midPoint(mean).alias(mean.name));
  // One expression for all columns of a kind: Polars for Node takes almost a millisecond to make one.
  const value = pl.cols(means.map(({ name }) => name));
  const rounder = pl.lit(ROUNDER);
  const rounded = value.plus(rounder).minus(rounder);
  const hour = pl.col(time);
  const totals = [
    rounded.sum(),
    value.minus(rounded).sum().suffix("_rest"),
    value.count().cast(pl.Int64).suffix("_count"),
    pl.len().cast(pl.Int64).alias("records"),
    hour.min().suffix("_first"),
    hour.max().suffix("_last"),
  ];
  return (records) =>
    records
      .withColumns(...midPoints)
      .groupBy([...key])
      .agg(...totals);
}

/** The mid-point of a record's values; null if one of them is. */
function midPoint({ of: [first, ...others] }: Mean): pl.Expr {
  const sum = others.reduce((total, name) => total.plus(pl.col(name)), pl.col(first).cast(pl.Float64));
  return others.length === 0 ? sum : sum.div(others.length + 1);
}
