import type { ForecastCurves } from "./forecast_curves.ts";

/** What matters of a measure where two of its curves are compared. */
export type CurveKind = {
  /** Its values add up over time, as millimetres of rain do: what counts is how the total changes. */
  readonly adds?: boolean;
  /** It is a direction in degrees, which changes by the shorter way round. */
  readonly turns?: boolean;
};

/** How one curve of a town differs from an older one, over the times at which both have a value. */
export type CurveChange = {
  /** At how many times both have a value, and at how many of these another one. */
  readonly times: number;
  readonly changed: number;
  /** The mean change, or that of the total where the measure adds up; null where no time has both values. */
  readonly change: number | null;
  /** The mean, or the total, over those times; null where there is none, and of a direction. */
  readonly older: number | null;
  readonly newer: number | null;
  /** At each time of the newer feed: its value less the older one, or null. */
  readonly curve: readonly (number | null)[];
};

/** How a newer feed differs from an older one. */
export type CurveRevision = {
  /** The times that both tell of, ascending. */
  readonly times: readonly string[];
  /** For each town asked for and each measure. */
  readonly towns: readonly (readonly CurveChange[])[];
};

/** Whether a measure adds up over time, which its unit says: rain in millimetres does, degrees do not. */
export function addsUp(unit: string | undefined): boolean {
  return unit === "mm";
}

/**
 * Compares what two feeds forecast for the same town at the same time: newer less older. To compare what they
 * say last would mix the revision with the time of the day, as a newer feed ends an hour later.
 *
 * @param keys towns, as {@linkcode townKey} writes them
 * @param kinds one for each curve of a town
 *
 * @example
 * ```ts
 * const { towns } = curveRevision(newer, older, ["20-54"], [{}, { adds: true }]);
 * towns[0]?.map(({ change }) => change); // [0.21, -0.5]: 0.21 °C warmer, 0.5 mm less rain
 * ```
 */
export function curveRevision(
  newer: ForecastCurves,
  older: ForecastCurves,
  keys: readonly string[],
  kinds: readonly CurveKind[],
): CurveRevision {
  const place = new Map(older.times.map((time, i) => [time, i]));
  const places = newer.times.map((time) => place.get(time));
  return {
    times: newer.times.filter((time) => place.has(time)),
    towns: keys.map((key) => {
      const [now, before] = [newer.towns.get(key), older.towns.get(key)];
      return kinds.map((kind, i) => changeOf(now?.[i], before?.[i], places, kind));
    }),
  };
}

function changeOf(
  newer: readonly (number | null)[] | undefined,
  older: readonly (number | null)[] | undefined,
  places: readonly (number | undefined)[],
  { adds = false, turns = false }: CurveKind,
): CurveChange {
  const sums = { newer: 0, older: 0, change: 0 };
  let [times, changed] = [0, 0];
  const curve = places.map((at, i) => {
    const [value, before] = [newer?.[i] ?? null, at === undefined ? null : (older?.[at] ?? null)];
    if (value === null || before === null) return null;
    const difference = value - before;
    const change = turns ? difference - Math.round(difference / 360) * 360 : difference;
    times++;
    if (change !== 0) changed++;
    sums.newer += value;
    sums.older += before;
    sums.change += change;
    return change;
  });
  const told = (sum: number) => (times === 0 ? null : thousandths(adds ? sum : sum / times));
  return {
    times,
    changed,
    change: told(sums.change),
    older: turns ? null : told(sums.older),
    newer: turns ? null : told(sums.newer),
    curve,
  };
}

/** As exact as a forecast is told, and without the last digits of a sum of floats. */
function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}
