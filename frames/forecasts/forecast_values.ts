import type pl_ from "nodejs-polars";
import pl from "../polars.ts";
import type { FeedSchema } from "../schema.ts";
import { townKey } from "../town_key.ts";

/** A measure of one run of the model, town by town. */
export type ForecastValues = {
  /** The run's first time, in hours since 1970 on the feed's clock. */
  readonly run: number;
  /** The towns in the order of their rows, and how many rows each has. */
  readonly towns: readonly { readonly town: string; readonly part: string; readonly rows: number }[];
  /** Of each row its time, in hours since 1970. */
  readonly hours: Float64Array;
  /** Of each row its value; NaN where it is empty. */
  readonly values: Float64Array;
};

const HOUR = 3_600_000;
/** No column of a feed is called so. */
const ROWS = "\u0000rows";

/**
 * Takes one measure out of an archived forecast.
 *
 * @param records × (key, time, `run`, the measure, the column of parts), each town's rows together
 * @param part the column by which towns are put together, such as the state's name; undefined puts none together
 *
 * @example
 * ```ts
 * const { towns, values } = forecastValues(records, smnHourly, "temp", "nes");
 * ```
 */
export function forecastValues(
  records: pl_.DataFrame,
  { key, time }: Pick<FeedSchema, "key" | "time">,
  measure: string,
  part: string | undefined,
): ForecastValues {
  const milliseconds = (name: string) => pl.col(name).cast(pl.Datetime("ms")).cast(pl.Int64).cast(pl.Float64);
  const numbers = records.select(
    milliseconds(time).alias("at"),
    milliseconds("run").alias("run"),
    pl.col(measure).cast(pl.Float64).fillNull(Number.NaN).alias("value"),
  );
  const names = [...key, ...(part === undefined || key.includes(part) ? [] : [part])];
  const first = records
    .select(...names)
    .lazy()
    .groupBy([...key], true)
    .agg(pl.len().alias(ROWS), ...names.slice(key.length).map((name) => pl.col(name).first()))
    .collectSync();
  const columns = names.map((name) => first.getColumn(name).toArray() as unknown[]);
  const rows = first.getColumn(ROWS).toArray() as number[];
  const towns = rows.map((count, i) => {
    const row = Object.fromEntries(names.map((name, place) => [name, columns[place]?.[i]]));
    const of = part === undefined ? "" : String(row[part] ?? "");
    return { town: townKey(row, { key }), part: of, rows: Number(count) };
  });
  return {
    run: Number(numbers.getColumn("run").get(0)) / HOUR,
    towns,
    // Polars divides by multiplying, and its hours were no whole ones.
    hours: (numbers.getColumn("at").toTypedArray() as Float64Array).map((at) => at / HOUR),
    values: numbers.getColumn("value").toTypedArray() as Float64Array,
  };
}
