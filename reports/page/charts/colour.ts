import type { ScaleOptions } from "@observablehq/plot";
import type { View } from "../view.ts";

/** Whether a measure is an amount: it adds up over time, is never below zero, and mostly near it. */
export function isAmount(unit: string): boolean {
  return unit === "mm";
}

/**
 * The colours of a measure: one scale for the map, the charts and the legend. Each is even to the eye and holds
 * for the colour-blind: plasma for temperatures, from cold blue to hot yellow; for rain yellow-green-blue, dry
 * land near the paper's own colour. Amounts are on a root scale, as most towns have little or nothing.
 */
export function colourScale({ data, measure, dark }: View, values: readonly (number | null)[]): ScaleOptions {
  const unit = data.measures[measure]?.unit ?? "";
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const unknown = dark ? "#3a444f" : "#d5d9dd";
  if (isAmount(unit)) {
    const domain = [0, Math.max(high, 1)];
    return { type: "sqrt", scheme: "YlGnBu", reverse: dark, domain, clamp: true, unknown };
  }
  const domain = known.length === 0 ? [0, 1] : low === high ? [low - 1, high + 1] : [low, high];
  return { type: "linear", scheme: "plasma", domain, clamp: true, unknown };
}
