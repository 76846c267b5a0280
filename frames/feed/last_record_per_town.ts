import pl from "../polars.ts";
import type { FeedSchema } from "../schema.ts";

/**
 * Keeps one record of each town: the one with the latest time. Of several at that time the last in the
 * frame's order stays, which for a feed's frame is the order the provider served.
 *
 * @param frame records × columns of the schema
 * @param atOrBefore when given, only records at this time or earlier count, on the feed's own clock (its
 * fields read as UTC); a town with none of those is left out
 * @returns towns × the same columns, sorted by state key and municipality key
 *
 * @example
 * ```ts
 * const snapshot = lastRecordPerTown(feedFrame(body, smnHourly, "feed.json"), smnHourly); // 2,463 × 20
 * ```
 */
export function lastRecordPerTown(
  frame: pl.DataFrame,
  schema: Pick<FeedSchema, "key" | "time">,
  atOrBefore?: Date,
): pl.DataFrame {
  const time = pl.col(schema.time);
  const key = [...schema.key];
  const eligible = atOrBefore === undefined ? frame : frame.filter(time.ltEq(pl.lit(atOrBefore)));
  return eligible
    .filter(time.eq(time.max().over(...schema.key)))
    .unique({ subset: key, keep: "last", maintainOrder: true })
    .sort({ by: key });
}
