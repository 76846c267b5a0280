import pl from "../polars.ts";
import type { FeedSchema } from "../schema.ts";

/** Means of which each is a number or null, and how many towns have none because their sum is no number. */
export type FiniteMeans = {
  readonly means: pl.DataFrame;
  readonly overflowed: readonly { readonly column: string; readonly towns: number }[];
};

/**
 * Takes out the means whose values have a sum beyond what a float can hold: neither infinity nor "not a number" is a
 * mean, so that there is none. Which columns that befell is said, with the number of towns.
 *
 * @example
 * ```ts
 * const { means, overflowed } = finiteMeans(townMeans(totals, labels, feed), feed);
 * ```
 */
export function finiteMeans(means: pl.DataFrame, { means: wanted }: Pick<FeedSchema, "means">): FiniteMeans {
  const overflowed = wanted
    .map(({ name }) => ({ column: name, towns: means.getColumn(name).toArray().filter(isNoNumber).length }))
    .filter(({ towns }) => towns > 0);
  if (overflowed.length === 0) return { means, overflowed };
  const value = pl.cols(overflowed.map(({ column }) => column));
  return {
    means: means.withColumn(pl.when(value.isFinite()).then(value).otherwise(pl.lit(null))),
    overflowed,
  };
}

function isNoNumber(value: unknown): boolean {
  return typeof value === "number" && !Number.isFinite(value);
}
