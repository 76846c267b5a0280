import { stripVTControlCharacters } from "node:util";
import type { Noun } from "../configs/mod.ts";

/**
 * A count, thousands set apart. `toLocaleString()` would do the same after 18 ms of loading what it knows of
 * languages: more than `status` takes for all its work.
 *
 * @example
 * ```ts
 * thousands(285_708); // "285,708"
 * ```
 */
export function thousands(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/**
 * A count with its noun, thousands set apart.
 *
 * @example
 * ```ts
 * counted(2463, "town"); // "2,463 towns"
 * counted(1, "town"); // "1 town"
 * counted(3, { singular: "city", plural: "cities" }); // "3 cities"
 * ```
 */
export function counted(count: number, noun: string | Noun): string {
  const { singular, plural } =
    typeof noun === "string"
      ? { singular: noun, plural: noun.replace(/([^aeiou])y$/, "$1ie").concat("s") }
      : noun;
  return `${thousands(count)} ${count === 1 ? singular : plural}`;
}

/**
 * A size in decimal units.
 *
 * @example
 * ```ts
 * size(11_698_271); // "11.7 MB"
 * ```
 */
export function size(bytes: number): string {
  if (bytes < 1000) return counted(bytes, "byte");
  // From here on a kB with one decimal would read "1000.0".
  if (bytes < 999_950) return `${(bytes / 1e3).toFixed(1)} kB`;
  return bytes < 999_950_000 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

/**
 * A span of time in the largest unit that it holds twice, a small number with one decimal.
 *
 * @example
 * ```ts
 * span(0.52); // "520 ms"
 * span(5400); // "90 minutes"
 * span(8640); // "2.4 hours"
 * ```
 */
export function span(seconds: number): string {
  const units = [
    [86_400, "days"],
    [3600, "hours"],
    [60, "minutes"],
  ] as const;
  const [length, unit] = units.find(([length]) => seconds >= 2 * length) ?? [1, "s"];
  if (seconds < 0.9995) return `${Math.round(seconds * 1000)} ms`;
  const amount = seconds / length;
  return `${amount < 10 ? amount.toFixed(1).replace(/\.0$/, "") : Math.round(amount)} ${unit}`;
}

/**
 * How long ago something was; a provider's clock that is ahead of this one can put it into the future.
 *
 * @example
 * ```ts
 * ago(102); // "102 s ago"
 * ago(-30); // "30 s ahead of this clock"
 * ```
 */
export function ago(seconds: number): string {
  if (seconds < 0) return `${span(-seconds)} ahead of this clock`;
  return seconds < 1 ? "just now" : `${span(seconds)} ago`;
}

/**
 * An ISO time to the minute, as people read it.
 *
 * @example
 * ```ts
 * minute("2026-08-26T02:00:00"); // "2026-08-26 02:00"
 * ```
 */
export function minute(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}

/**
 * A text in lines of so many characters, as they show on a screen: the codes of colours take no room, and a word that
 * is longer stays whole.
 *
 * @example
 * ```ts
 * wrapped("State key (INEGI)", 10); // ["State key", "(INEGI)"]
 * ```
 */
export function wrapped(text: string, width: number): string[] {
  const [first = "", ...words] = text.split(/(?<=\S) (?=\S)/);
  const lines: string[] = [];
  let line = first;
  for (const word of words) {
    const longer = `${line} ${word}`;
    const fits = stripVTControlCharacters(longer).length <= width;
    if (!fits) lines.push(line);
    line = fits ? longer : word;
  }
  return [...lines, line];
}
