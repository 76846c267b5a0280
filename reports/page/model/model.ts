import type { PageData } from "../../page_data.ts";
import { folded } from "./folded.ts";

/** A town as the page works with it. */
export type Town = {
  /** Its place in the data. */
  readonly index: number;
  readonly key: string;
  readonly name: string;
  readonly state: number;
  readonly stateName: string;
  /** Name and state as a search compares them. */
  readonly sought: string;
  readonly lat: number | null;
  readonly lon: number | null;
  /** A value for each measure. */
  readonly values: readonly (number | null)[];
  /** For each measure how much the newest forecast changed it, on average. */
  readonly change: readonly (number | null)[];
};

/** The towns of the page's data, in its order. */
export function townsOf({ towns, measures, revision }: PageData): Town[] {
  const { keys, names, states, state_names, lat, lon, values } = towns;
  return keys.map((key, index) => {
    const state = states[index] ?? 0;
    const name = names[index] ?? key;
    const stateName = state_names[state] ?? "";
    return {
      index,
      key,
      name,
      state,
      stateName,
      sought: folded(`${name} ${stateName}`),
      lat: lat[index] ?? null,
      lon: lon[index] ?? null,
      values: measures.map((_, measure) => values[measure]?.[index] ?? null),
      change: measures.map((_, measure) => revision?.change[measure]?.[index] ?? null),
    };
  });
}
