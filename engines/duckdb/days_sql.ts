import { sqlName } from "./_literals.ts";

/** What a day is made of. */
export type DaysOf = {
  readonly key: readonly string[];
  readonly time: string;
  readonly labels: readonly string[];
  readonly isMunicipal: boolean;
  /** Columns of temperatures: the largest value is `tmax`, the smallest `tmin`. */
  readonly temperature: readonly string[];
  readonly rain: string | undefined;
  readonly gust: string | undefined;
};

/** The column by which rows say how many hours lie between one time of their run and the next. */
export const STEP = "step_hours";

/**
 * The text of a query that makes days out of forecasts: one row for each town, run and day of the feed's clock. A record
 * belongs to the day of its time. `hours` counts the hours that records stand for, and `whole` says whether these are
 * all 24 of the day: of others extremes and sums are of a part alone.
 *
 * @param from what has the rows of forecasts, and {@linkcode STEP}
 *
 * @example
 * ```ts
 * daysSql({ key: ["ides", "idmun"], time: "hloc", … })("forecasts"); // 'select run, … from forecasts group by …'
 * ```
 */
export function daysSql(of: DaysOf): (from: string) => string {
  const { key, labels, isMunicipal, temperature, rain, gust } = of;
  const time = sqlName(of.time);
  const keys = key.map(sqlName);
  const all = temperature.map(sqlName).join(", ");
  const wet = rain === undefined ? "" : sqlName(rain);
  const hours = `count(distinct ${time}) * coalesce(any_value(${STEP}), 0)`;
  const columns = [
    "run",
    `${time}::DATE as day`,
    ...keys,
    ...(isMunicipal ? ["cvegeo"] : []),
    ...labels.map((name) => `first(${sqlName(name)}) as ${sqlName(name)}`),
    ...(temperature.length === 0 ? [] : [`max(greatest(${all})) as tmax`, `min(least(${all})) as tmin`]),
    ...(rain === undefined
      ? []
      : [
          // A sum depends on the order of adding, which is that of threads; nine digits of it do not.
          `round(sum(${wet}), 9) as rain`,
          `arg_max(${time}, row(${wet}, -epoch_ms(${time}))) filter (where ${wet} > 0) as wettest_hour`,
        ]),
    ...(gust === undefined ? [] : [`max(${sqlName(gust)}) as gust`]),
    `(${hours})::BIGINT as hours`,
    `${hours} >= 24 as whole`,
    "body",
  ];
  const grouped = ["run", "body", "day", ...keys, ...(isMunicipal ? ["cvegeo"] : [])];
  return (from) => `select ${columns.join(", ")} from ${from} group by ${grouped.join(", ")}`;
}
