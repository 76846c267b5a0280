import type { PageData } from "./page_data.ts";

/**
 * What a page of one state alone shows: its towns, with their values, curves and changes. What was checked of the
 * whole feed stays as it is.
 *
 * @param state index into the page's states
 *
 * @example
 * ```ts
 * statePage(data, 19).towns.names.length; // 570: Oaxaca's
 * ```
 */
export function statePage(data: PageData, state: number): PageData {
  const { towns, forecast, revision } = data;
  const places = towns.states.flatMap((each, i) => (each === state ? [i] : []));
  const own = <Value>(values: readonly Value[]) => places.map((i) => values[i] as Value);
  return {
    ...data,
    towns: {
      keys: own(towns.keys),
      states: places.map(() => 0),
      state_names: [towns.state_names[state] ?? ""],
      names: own(towns.names),
      lat: own(towns.lat),
      lon: own(towns.lon),
      values: towns.values.map(own),
    },
    forecast: forecast === null ? null : { ...forecast, curves: forecast.curves.map(own) },
    revision:
      revision === null
        ? null
        : { ...revision, change: revision.change.map(own), curves: revision.curves.map(own) },
  };
}
