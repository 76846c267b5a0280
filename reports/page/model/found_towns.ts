import { folded } from "./folded.ts";
import type { Town } from "./model.ts";

/**
 * The towns in whose name or state every word of a search begins a word, those that begin with the search first.
 * Accents and capitals do not count.
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
  const rank = ({ sought }: Town) => (sought.startsWith(whole) ? 0 : 1);
  return towns
    .filter(({ sought, key }) => key === whole || words.every((word) => ` ${sought}`.includes(` ${word}`)))
    .sort((a, b) => rank(a) - rank(b));
}
