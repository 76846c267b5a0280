/**
 * A count with its noun, thousands set apart.
 *
 * @example
 * ```ts
 * counted(2463, "town"); // "2,463 towns"
 * counted(1, "town"); // "1 town"
 * ```
 */
export function counted(count: number, noun: string): string {
  const plural = noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${count.toLocaleString("en-US")} ${count === 1 ? noun : plural}`;
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
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/**
 * A span of time in the unit that suits it, a small number with one decimal.
 *
 * @example
 * ```ts
 * span(0.52); // "520 ms"
 * span(5400); // "1.5 hours"
 * ```
 */
export function span(seconds: number): string {
  const units = [
    [86_400, "days"],
    [3600, "hours"],
    [60, "minutes"],
  ] as const;
  const [length, unit] = units.find(([length]) => seconds >= 2 * length) ?? [1, "s"];
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  const amount = seconds / length;
  return `${amount < 10 ? amount.toFixed(1).replace(/\.0$/, "") : Math.round(amount)} ${unit}`;
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
