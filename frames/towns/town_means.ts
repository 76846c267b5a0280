import pl from "../polars.ts";
import type { FeedSchema } from "../schema.ts";

const DIGITS = 15;

/**
 * Averages each town's records, whichever snapshots they come from and in however many batches they were added
 * up: the same records give the same means, to the last bit. A null does not count; a town without any value
 * has a null mean, not zero.
 *
 * A mean is rounded to 15 significant digits, the most that a float keeps of every decimal number (DBL_DIG of C): the
 * mean of three times 1.98 is 1.98, where the division alone gives 1.9799999999999998.
 *
 * @param totals what {@linkcode townTotals} gives for some records, or for several batches of them, concatenated
 * @param labels what {@linkcode townLabels} gives, likewise, older records first
 * @returns towns × (state key, municipality key, labels, means, `records`, `<time>_first`, `<time>_last`),
 * sorted by key. `records` counts a town's records. Units are those of `schema.means`.
 *
 * @example
 * ```ts
 * const [totals, labels] = [townTotals(smnHourly), townLabels(smnHourly)].map((plan) => plan(records).collectSync());
 * const means = townMeans(totals, labels, smnHourly);
 * means.columns; // ides, idmun, nes, nmun, lat, lon, temp_mean, prec_mean, records, hloc_first, hloc_last
 * ```
 */
export function townMeans(
  totals: pl.DataFrame,
  labels: pl.DataFrame,
  schema: Pick<FeedSchema, "key" | "time" | "means">,
): pl.DataFrame {
  const key = [...schema.key];
  const sumOf = (suffix: string) => pl.cols(schema.means.map(({ name }) => name + suffix)).sum();
  const count = sumOf("_count");
  // Without a value the division alone would give NaN.
  const mean = pl
    .when(count.gt(pl.lit(0)))
    .then(sumOf("").plus(sumOf("_rest")).div(count))
    .otherwise(pl.lit(null));
  const means = totals
    .lazy()
    .groupBy(key)
    .agg(
      mean,
      pl.col("records").sum(),
      pl.col(`${schema.time}_first`).min(),
      pl.col(`${schema.time}_last`).max(),
    )
    .collectSync();
  const rounded = schema.means.map(({ name }) => toDigits(means.getColumn(name)));
  return labels
    .unique({ subset: key, keep: "last", maintainOrder: true })
    .join(means.withColumns(...rounded), { on: key, how: "inner", suffix: "_mean", validate: "1:1" })
    .sort({ by: key });
}

/** Rounded to significant digits, for which Polars has no expression. */
function toDigits(means: pl.Series): pl.Series {
  const values = means.toArray() as (number | null)[];
  const rounded = values.map((value) => (value === null ? null : Number(value.toPrecision(DIGITS))));
  return pl.Series(means.name, rounded, pl.Float64);
}
