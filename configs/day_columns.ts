import type { Column } from "../frames/schema.ts";
import { datasetColumns } from "./dataset_columns.ts";
import { dayMeasures } from "./day_measures.ts";

/** A column of the table of days: like one of a feed, but that one of them is a date, and one true or false. */
export type DayColumn = Omit<Column, "type"> & { readonly type: Column["type"] | "boolean" | "date" };

/**
 * The columns of the table "days" in their order, as they follow from the feed.
 *
 * @example
 * ```ts
 * dayColumns(smnHourly).map(({ name }) => name); // run, day, ides, idmun, cvegeo, nes, …, tmax, tmin, rain, …
 * ```
 */
export function dayColumns(feed: Parameters<typeof datasetColumns>[1]): readonly DayColumn[] {
  const { columns, key, labels, time } = feed;
  const { temperature, rain, gust } = dayMeasures(feed);
  const archived = datasetColumns("forecasts", feed);
  const unitOf = (name: string | undefined) => {
    const unit = columns.find((column) => column.name === name)?.unit;
    return unit === undefined ? {} : { unit };
  };
  const measure = (name: string, of: string | undefined, meaning: string): DayColumn[] =>
    of === undefined ? [] : [{ name, type: "number", ...unitOf(of), meaning }];
  const named = (names: readonly string[]) => columns.filter(({ name }) => names.includes(name));
  return [
    ...archived.filter(({ name }) => name === "run"),
    { name: "day", type: "date", meaning: `Day of the feed's clock that "${time}" is of` },
    ...key.flatMap((name) => named([name])),
    ...archived.filter(({ name }) => name === "cvegeo"),
    ...labels.flatMap((name) => named([name])),
    ...measure("tmax", temperature[0], "Highest temperature of these hours"),
    ...measure("tmin", temperature[0], "Lowest temperature of these hours"),
    ...measure("rain", rain, "Sum of the rain of these hours"),
    ...(rain === undefined
      ? []
      : [
          {
            name: "wettest_hour",
            type: "datetime",
            meaning: "The hour with the most rain, the first of several; empty without rain",
          } as const,
        ]),
    ...measure("gust", gust, "Strongest gust of these hours"),
    { name: "hours", type: "integer", unit: "h", meaning: "Hours of the day that the run has records for" },
    {
      name: "whole",
      type: "boolean",
      meaning: "Whether these are all 24: otherwise extremes and sums are of a part of the day",
    },
    ...archived.filter(({ name }) => name === "body"),
  ];
}
