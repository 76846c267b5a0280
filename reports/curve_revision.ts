import type { ForecastCurves } from "./forecast_curves.ts";

/** How a newer feed differs from an older one. */
export type CurveRevision = {
  /** How many times both tell of. */
  readonly times: number;
  /** For each town asked for and each mean: the mean change over those times; null where none can be told. */
  readonly change: readonly (readonly (number | null)[])[];
  /** For each town asked for and each mean: the change at each time of the newer feed, or null. */
  readonly curves: readonly (readonly (readonly (number | null)[])[])[];
};

/**
 * Compares what two feeds forecast for the same town at the same time: newer minus older. To compare what they
 * say last would mix the revision with the time of the day, as a newer feed ends an hour later.
 *
 * @param keys towns, as {@linkcode townKey} writes them
 * @param means how many means each town's curves have
 *
 * @example
 * ```ts
 * curveRevision(newer, older, ["20-54"], 2).change[0]; // [0.21, -0.05]: 0.21 °C warmer, 0.05 mm drier
 * ```
 */
export function curveRevision(
  newer: ForecastCurves,
  older: ForecastCurves,
  keys: readonly string[],
  means: number,
): CurveRevision {
  const place = new Map(older.times.map((time, i) => [time, i]));
  const places = newer.times.map((time) => place.get(time));
  const curves = keys.map((key) =>
    Array.from({ length: means }, (_, mean) => {
      const [now, before] = [newer, older].map(({ towns }) => towns.get(key)?.[mean]);
      return places.map((at, i) => {
        const [value, earlier] = [now?.[i] ?? null, at === undefined ? null : (before?.[at] ?? null)];
        return value === null || earlier === null ? null : value - earlier;
      });
    }),
  );
  return {
    times: places.filter((at) => at !== undefined).length,
    change: curves.map((town) => town.map(average)),
    curves,
  };
}

function average(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  return Math.round((known.reduce((sum, value) => sum + value, 0) / known.length) * 1000) / 1000;
}
