import type pl from "nodejs-polars";
import { type FeedSchema, isoTime, townKey } from "../frames/mod.ts";

/** What a feed forecasts for each town at each of its times. */
export type ForecastCurves = {
  /** ISO 8601 on the feed's clock, ascending. */
  readonly times: readonly string[];
  /** By the town's key: for each mean of the schema, a value or null at each time, in the mean's unit. */
  readonly towns: ReadonlyMap<string, readonly (readonly (number | null)[])[]>;
};

/** The columns of a feed that its curves are made of. */
export function curveColumns({ key, time, means }: Pick<FeedSchema, "key" | "time" | "means">): string[] {
  return [...new Set([...key, time, ...means.flatMap(({ of }) => of)])];
}

/**
 * Takes each town's curve of each mean out of a feed's records: at each time the mid-point of the mean's
 * columns, null where one of them is. Of two records of a town at one time the later one in the feed counts.
 *
 * @param records rows × at least {@linkcode curveColumns}
 *
 * @example
 * ```ts
 * const { times, towns } = forecastCurves(feedFrame(text, smnHourly, "feed.json"), smnHourly);
 * towns.get("20-54")?.[0]?.[times.indexOf("2026-11-24T12:00:00")]; // 18.4 °C
 * ```
 */
export function forecastCurves(
  records: pl.DataFrame,
  schema: Pick<FeedSchema, "key" | "time" | "means">,
): ForecastCurves {
  const parts = schema.key.map((name) => [name, records.getColumn(name).toArray()] as const);
  const moments = records.getColumn(schema.time).toArray().map(Number);
  const distinct = [...new Set(moments)].sort((a, b) => a - b);
  const place = new Map(distinct.map((moment, i) => [moment, i]));
  const values = schema.means.map(({ of }) => of.map((name) => records.getColumn(name).toArray()));

  const towns = new Map<string, (number | null)[][]>();
  moments.forEach((moment, row) => {
    const key = townKey(Object.fromEntries(parts.map(([name, values]) => [name, values[row]])), schema);
    const curves = towns.get(key) ?? schema.means.map(() => distinct.map((): number | null => null));
    towns.set(key, curves);
    values.forEach((columns, mean) => {
      (curves[mean] as (number | null)[])[place.get(moment) ?? 0] = midPoint(columns, row);
    });
  });
  return { times: distinct.map((moment) => isoTime(new Date(moment))), towns };
}

function midPoint(columns: readonly unknown[][], row: number): number | null {
  let sum = 0;
  for (const column of columns) {
    const value = column[row];
    if (value === null || value === undefined) return null;
    sum += Number(value);
  }
  return sum / columns.length;
}
