import { folded } from "./folded.ts";
import type { Town } from "./model.ts";

/** What people call a state besides its name. */
const ALSO: Readonly<Record<string, string>> = { "ciudad de mexico": "cdmx df", mexico: "edomex" };

/**
 * The towns in whose name or state every word of a search begins a word: those of just that name first, then those
 * whose name begins with it, then those in whose name all its words are. Accents and capitals do not count.
 *
 * @example
 * ```ts
 * foundTowns(towns, "leon"); // León; then every town of Nuevo León
 * ```
 */
export function foundTowns(towns: readonly Town[], search: string): Town[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...towns];
  const whole = words.join(" ");
  const hasAll = (text: string) => words.every((word) => ` ${text}`.includes(` ${word}`));
  const rank = ({ name, key }: Town) => {
    const own = folded(name);
    return own === whole || key === whole ? 0 : own.startsWith(whole) ? 1 : hasAll(own) ? 2 : 3;
  };
  return towns
    .filter(({ sought, key }) => key === whole || hasAll(sought))
    .map((town) => ({ town, rank: rank(town) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ town }) => town);
}

/**
 * The states of a search, by their name or what else they are called, as indices.
 *
 * @example
 * ```ts
 * foundStates(["Oaxaca", "Ciudad de México"], "cdmx"); // [1]
 * ```
 */
export function foundStates(names: readonly string[], search: string): number[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return names.flatMap((name, i) => {
    const own = folded(name);
    const text = ` ${own} ${ALSO[own] ?? ""}`;
    return words.every((word) => text.includes(` ${word}`)) ? [i] : [];
  });
}
