import type pl from "nodejs-polars";
import type { FeedSchema } from "../schema.ts";

/**
 * How many values of a snapshot that its means are made of lie outside the ranges of their columns: a feed's `999` where
 * it has no value, which an average takes for one.
 *
 * @param snapshot towns × at least the columns that the means are made of
 *
 * @example
 * ```ts
 * valuesOutOfRange(pl.DataFrame({ temp: [21.5, 999], prec: [0, 0] }), smnHourly); // 1
 * ```
 */
export function valuesOutOfRange(
  snapshot: pl.DataFrame,
  { columns, means }: Pick<FeedSchema, "columns" | "means">,
): number {
  const used = new Set(means.flatMap(({ of }) => of));
  let count = 0;
  for (const { name, minimum = -Infinity, maximum = Infinity } of columns) {
    if (!used.has(name)) continue;
    for (const value of snapshot.getColumn(name).toArray())
      if (value !== null && (Number(value) < minimum || Number(value) > maximum)) count++;
  }
  return count;
}
