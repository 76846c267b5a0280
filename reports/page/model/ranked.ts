import type { Town } from "./model.ts";

/** Towns that have a value, the highest first; of equal ones the first in the data. */
export function ranked(towns: readonly Town[], valueIn: (town: Town) => number | null): Town[] {
  const value = (town: Town) => valueIn(town) ?? 0;
  return towns.filter((town) => valueIn(town) !== null).sort((a, b) => value(b) - value(a));
}
