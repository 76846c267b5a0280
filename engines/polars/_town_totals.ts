import pl from "../../frames/polars.ts";
import type { Mean } from "../../frames/schema.ts";
import type { MergePlan } from "../plan.ts";

/**
 * Adds up each town's records. The totals of any number of pieces, one below the other, make the same means as those
 * of all records at once, so that a year of records need not be in memory.
 *
 * @returns a function, to be made once, as building expressions is what costs. It takes records × columns of the
 * plan, maybe a lazy scan of any size, and gives towns × the columns of `TownAggregates.totals`, lazily, in no order.
 *
 * @example
 * ```ts
 * const totals = await townTotals(mergePlan(smnHourly))(pl.scanParquet("snapshots.parquet")).collect();
 * ```
 */
export function townTotals({
  key,
  time,
  means,
  rounder,
}: Pick<MergePlan, "key" | "time" | "means" | "rounder">): (records: pl.LazyDataFrame) => pl.LazyDataFrame {
  const midPoints = means.map((mean) => midPoint(mean).alias(mean.name));
  // One expression for all columns of a kind: Polars for Node takes almost a millisecond to make one.
  const value = pl.cols(means.map(({ name }) => name));
  const split = pl.lit(rounder);
  const rounded = value.plus(split).minus(split);
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
