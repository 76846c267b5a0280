import type { PageData } from "../../page_data.ts";

/** How the values of several times become one: the highest, the lowest, or their sum. */
export type How = "high" | "low" | "sum";

/** What can be shown of each town for a period. */
export type Quantity = {
  /** As it stands in the page's address, such as "temp_mean-high". */
  readonly id: string;
  /** The measure's name in the merged table, or else the feed's column. */
  readonly name: string;
  readonly unit: string;
  readonly how: How;
  /** The mean in the merged table, if it has one. */
  readonly measure: number | undefined;
  /** Curves of the forecast that it is made of. */
  readonly series: readonly number[];
};

/** Whether a measure is an amount: it adds up over time, and is mostly near zero. */
export function isAmount(unit: string): boolean {
  return unit === "mm";
}

/**
 * Everything that the page can show of a town: of an amount its sum, of the other measures the highest and the lowest
 * value, of further columns the highest.
 *
 * @example
 * ```ts
 * quantitiesOf(data).map(({ id }) => id); // ["temp_mean-high", "temp_mean-low", "prec_mean-sum"]
 * ```
 */
export function quantitiesOf({ measures, forecast }: Pick<PageData, "measures" | "forecast">): Quantity[] {
  const quantity = (
    name: string,
    unit: string,
    how: How,
    measure: number | undefined,
    series: readonly number[],
  ): Quantity => ({ id: `${name}-${how}`, name, unit, how, measure, series });
  const shown = new Set(measures.flatMap(({ series }) => series));
  return [
    ...measures.flatMap(({ name, unit, series }, measure) =>
      (isAmount(unit) ? (["sum"] as const) : (["high", "low"] as const)).map((how) =>
        quantity(name, unit, how, measure, series),
      ),
    ),
    ...(forecast?.series ?? []).flatMap(({ column, unit }, i) =>
      shown.has(i) ? [] : [quantity(column, unit, isAmount(unit) ? "sum" : "high", undefined, [i])],
    ),
  ];
}
