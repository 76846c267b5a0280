import type { CurveChange, CurveKind, CurveRevision } from "./curve_revision.ts";
import { curveRevision } from "./curve_revision.ts";
import type { ForecastCurves } from "./forecast_curves.ts";

/** How a measure's forecast changed over the towns that two feeds have. */
export type ForecastChange = {
  /** Towns whose forecast is another at one time at least. */
  readonly changed: number;
  /** Of the towns' changes: newer less older; null where no town has both. */
  readonly meanChange: number | null;
  readonly lowestChange: number | null;
  readonly highestChange: number | null;
  /** The towns that changed most, the largest change first. */
  readonly largest: readonly ({ readonly town: string } & Pick<CurveChange, "older" | "newer" | "change">)[];
};

/** What a newer feed forecasts otherwise than an older one, for the same times. */
export type ForecastDiff = {
  readonly times: CurveRevision["times"];
  /** Towns whose forecast of one measure at least is another. */
  readonly changed: number;
  /** In the order of the kinds. */
  readonly measures: readonly ForecastChange[];
};

/**
 * Sums up how a newer feed differs from an older one: each measure over all towns, and the towns where it changed most.
 *
 * @param keys towns, as {@linkcode townKey} writes them
 * @param kinds one for each curve of a town
 * @param most how many of the largest changes of a measure are given
 *
 * @example
 * ```ts
 * const { measures } = forecastDiff(newer, older, keys, [{}, { adds: true }], 10);
 * measures[1]?.meanChange; // -0.4: 0.4 mm less rain in total, on average over the towns
 * ```
 */
export function forecastDiff(
  newer: ForecastCurves,
  older: ForecastCurves,
  keys: readonly string[],
  kinds: readonly CurveKind[],
  most: number,
): ForecastDiff {
  const { times, towns } = curveRevision(newer, older, keys, kinds);
  const measures = kinds.map((_, i): ForecastChange => {
    const all = keys.flatMap((town, at) => {
      const found = towns[at]?.[i];
      return found === undefined || found.change === null ? [] : [{ town, ...found, change: found.change }];
    });
    const changes = all.map(({ change }) => change);
    // A town may change at single times and not on the whole.
    const moved = all.filter(({ change }) => change !== 0);
    return {
      changed: all.filter(({ changed }) => changed > 0).length,
      meanChange:
        changes.length === 0 ? null : changes.reduce((sum, change) => sum + change, 0) / changes.length,
      lowestChange: changes.length === 0 ? null : changes.reduce((a, b) => Math.min(a, b)),
      highestChange: changes.length === 0 ? null : changes.reduce((a, b) => Math.max(a, b)),
      largest: moved
        .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
        .slice(0, most)
        .map(({ town, older, newer, change }) => ({ town, older, newer, change })),
    };
  });
  return {
    times,
    changed: towns.filter((town) => town.some(({ changed }) => changed > 0)).length,
    measures,
  };
}
