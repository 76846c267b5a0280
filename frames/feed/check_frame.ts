import { isoTime } from "../iso_time.ts";
import pl from "../polars.ts";
import type { Column, FeedSchema } from "../schema.ts";

/** What a feed's frame contains, and what in it is missing or implausible. */
export type FrameCheck = {
  readonly rows: number;
  readonly towns: number;
  /** The first and the last time, ISO 8601 on the feed's own clock. */
  readonly first: string;
  readonly last: string;
  /** The fewest and the most records of a town. */
  readonly town_records: { readonly fewest: number; readonly most: number };
  /** Records that share town and time with an earlier one. */
  readonly duplicates: number;
  /** Columns with empty values, and in how many rows. */
  readonly empty: readonly { readonly column: string; readonly rows: number }[];
  /** Columns with values outside their range, in how many rows, and the extremes found. */
  readonly out_of_range: readonly OutOfRange[];
};

export type OutOfRange = {
  readonly column: string;
  readonly rows: number;
  readonly lowest: number;
  readonly highest: number;
};

/**
 * Counts what a feed's frame covers and which values are missing or implausible. It drops nothing and judges
 * nothing.
 *
 * @param frame at least one record × columns of the schema
 *
 * @example
 * ```ts
 * checkFrame(frame, smnHourly).out_of_range; // [{ column: "prec", rows: 12, lowest: -0.1, highest: 38.2 }]
 * ```
 */
export function checkFrame(frame: pl.DataFrame, schema: FeedSchema): FrameCheck {
  const key = [...schema.key];
  const perTown = frame
    .select(...key)
    .groupBy(...key)
    .agg(pl.len().alias("records"))
    .getColumn("records");
  const time = pl.col(schema.time);
  const [first, last] = frame.select(time.min().alias("first"), time.max().alias("last")).row(0);
  const nulls = frame.nullCount().row(0);
  return {
    rows: frame.height,
    towns: perTown.length,
    first: isoTime(first),
    last: isoTime(last),
    town_records: { fewest: Number(perTown.min()), most: Number(perTown.max()) },
    duplicates: frame.height - frame.select(...key, schema.time).unique().height,
    empty: frame.columns.map((column, i) => ({ column, rows: nulls[i] })).filter(({ rows }) => rows > 0),
    out_of_range: schema.columns.map((column) => outOfRange(frame, column)).filter(({ rows }) => rows > 0),
  };
}

function outOfRange(frame: pl.DataFrame, column: Column): OutOfRange {
  const { name, minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = column;
  if (column.minimum === undefined && column.maximum === undefined) {
    return { column: name, rows: 0, lowest: Number.NaN, highest: Number.NaN };
  }
  const values = frame.getColumn(name);
  const [lowest, highest] = [Number(values.min()), Number(values.max())];
  if (lowest >= minimum && highest <= maximum) return { column: name, rows: 0, lowest, highest };

  const outside = pl
    .col(name)
    .lt(pl.lit(minimum))
    .or(pl.col(name).gt(pl.lit(maximum)));
  return { column: name, rows: frame.filter(outside).height, lowest, highest };
}
