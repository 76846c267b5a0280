import type { FeedSchema } from "../frames/schema.ts";

/** Which columns of a feed make up a day: each is left out where the feed has none. */
export type DayMeasures = {
  /** The columns whose largest value is a day's highest temperature, and whose smallest its lowest. */
  readonly temperature: readonly string[];
  readonly rain: string | undefined;
  readonly gust: string | undefined;
};

/**
 * What of a feed a day is made of: temperature and rain are the columns of its first means in °C and in mm, gusts the
 * column called `raf`, or whose meaning speaks of gusts.
 *
 * @example
 * ```ts
 * dayMeasures(smnHourly); // { temperature: ["temp"], rain: "prec", gust: "raf" }
 * ```
 */
export function dayMeasures({ columns, means }: Pick<FeedSchema, "columns" | "means">): DayMeasures {
  const meanIn = (unit: string) => means.find((mean) => mean.unit === unit)?.of ?? [];
  const numbers = columns.filter(({ type }) => type === "number");
  const gust =
    numbers.find(({ name }) => name === "raf") ?? numbers.find(({ meaning }) => /\bgust/i.test(meaning));
  return { temperature: meanIn("°C"), rain: meanIn("mm")[0], gust: gust?.name };
}
