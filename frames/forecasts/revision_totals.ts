import type { ForecastValues } from "./forecast_values.ts";

/** By what changes are put together: by how far ahead they were forecast, by the part that a town is of, or by town. */
export type RevisionBy = "hours" | "days" | "state" | "town";

/** How forecasts differ from what was forecast last for the same hour. */
export type Consistency = {
  /** The lead in hours or days, or the name of a state or the key of a town. */
  readonly group: number | string;
  /** How many forecasts were compared. */
  readonly count: number;
  readonly mean_absolute_change: number;
  /** The mean of the changes: earlier forecast less the last one. */
  readonly bias: number;
  /** Their standard deviation. */
  readonly spread: number;
};

/** How forecasts differ from observations. */
export type Accuracy = {
  readonly group: number | string;
  readonly count: number;
  /** Mean absolute error, root mean square error, and mean error: forecast less observation. */
  readonly mae: number;
  readonly rmse: number;
  readonly bias: number;
  /** Where a threshold was given: forecast and observed to reach it, observed alone, forecast alone. */
  readonly hits: number | null;
  readonly misses: number | null;
  readonly false_alarms: number | null;
};

/** What was observed, by {@linkcode observationKey}. */
export type Observations = ReadonlyMap<string, number>;

/** A town and an hour as a key of observations. */
export function observationKey(town: string, hour: number): string {
  return `${hour} ${town}`;
}

export type RevisionOptions = {
  readonly by: RevisionBy;
  /** The most hours that a run has. */
  readonly span: number;
  /** Whether the measure turns, as a direction in degrees does: from 350 to 10 is then a change of 20. */
  readonly turns: boolean;
  readonly observations?: Observations | undefined;
  /** From which value on an observation counts as an event. */
  readonly threshold?: number | undefined;
};

const DAY = 24;

type Sums = {
  n: number;
  absolute: number;
  sum: number;
  square: number;
  hits: number;
  misses: number;
  alarms: number;
};

/**
 * Compares runs of the model hour by hour, in memory that does not grow with their number: each forecast with the one of
 * the shortest lead that there is for its town and hour, or with what was observed.
 *
 * @returns `add`, to be given every run once, the newest first; `consistency` and `accuracy`, sorted by group. A
 * forecast that is the last of its hour is compared with nothing, and an empty value with none.
 *
 * @example
 * ```ts
 * const totals = revisionTotals({ by: "days", span: 116, turns: false });
 * for (const run of newestFirst) totals.add(forecastValues(run, smnHourly, "temp", undefined));
 * totals.consistency(); // [{ group: 1, count: 59112, mean_absolute_change: 0.8, … }]
 * ```
 */
export function revisionTotals({ by, span, turns, observations, threshold }: RevisionOptions): {
  readonly add: (run: ForecastValues) => void;
  readonly consistency: () => Consistency[];
  readonly accuracy: () => Accuracy[];
} {
  const size = Math.max(1, Math.ceil(span));
  /** Of each town the last forecasts of some hours, in a ring: no older run reaches the hours that fall out of it. */
  const last = new Map<string, { readonly hours: Float64Array; readonly values: Float64Array }>();
  const sums = new Map<number | string, Sums>();
  const sumsOf = (group: number | string): Sums => {
    const known = sums.get(group);
    if (known !== undefined) return known;
    const fresh = { n: 0, absolute: 0, sum: 0, square: 0, hits: 0, misses: 0, alarms: 0 };
    sums.set(group, fresh);
    return fresh;
  };
  const difference = (value: number, other: number): number => {
    const change = value - other;
    return turns ? change - 360 * Math.round(change / 360) : change;
  };
  const note = (into: Sums, change: number) => {
    into.n++;
    into.absolute += Math.abs(change);
    into.sum += change;
    into.square += change * change;
  };

  const add = ({ run, towns, hours, values }: ForecastValues): void => {
    let row = 0;
    for (const { town, part, rows } of towns) {
      const end = row + rows;
      const name = by === "state" ? part : town;
      const ring = last.get(town) ?? {
        hours: new Float64Array(size).fill(Number.NaN),
        values: new Float64Array(size),
      };
      last.set(town, ring);
      for (; row < end; row++) {
        const [hour = 0, value = Number.NaN] = [hours[row], values[row]];
        if (Number.isNaN(value)) continue;
        const lead = hour - run;
        const group = by === "hours" ? lead : by === "days" ? Math.floor(lead / DAY) : name;
        if (observations !== undefined) {
          const observed = observations.get(observationKey(town, hour));
          if (observed === undefined) continue;
          const into = sumsOf(group);
          note(into, difference(value, observed));
          if (threshold === undefined) continue;
          if (observed >= threshold && value >= threshold) into.hits++;
          else if (observed >= threshold) into.misses++;
          else if (value >= threshold) into.alarms++;
          continue;
        }
        const place = ((Math.floor(hour) % size) + size) % size;
        if (ring.hours[place] === hour) note(sumsOf(group), difference(value, ring.values[place] ?? 0));
        else {
          ring.hours[place] = hour;
          ring.values[place] = value;
        }
      }
    }
  };

  const sorted = () =>
    [...sums].sort(([a], [b]) => (typeof a === "number" && typeof b === "number" ? a - b : a < b ? -1 : 1));
  const consistency = () =>
    sorted().map(([group, { n, absolute, sum, square }]) => {
      const bias = sum / n;
      const spread = Math.sqrt(Math.max(0, square / n - bias * bias));
      return { group, count: n, mean_absolute_change: absolute / n, bias, spread };
    });
  const accuracy = () =>
    sorted().map(([group, { n, absolute, sum, square, hits, misses, alarms }]) => {
      const events = threshold === undefined ? null : { hits, misses, alarms };
      return {
        group,
        count: n,
        mae: absolute / n,
        rmse: Math.sqrt(square / n),
        bias: sum / n,
        hits: events?.hits ?? null,
        misses: events?.misses ?? null,
        false_alarms: events?.alarms ?? null,
      };
    });
  return { add, consistency, accuracy };
}
