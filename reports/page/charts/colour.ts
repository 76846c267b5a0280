import type { ScaleOptions } from "@observablehq/plot";
import { isAmount } from "../model/quantities.ts";

/** Where the classes of a temperature begin, in °C: the same on every page, so that two days can be compared. */
const DEGREES = [0, 5, 10, 15, 20, 25, 30, 35, 40, 45];
/** The same of rain in mm: what is below the first is dry, and white. */
const MILLIMETRES = [0.1, 1, 5, 10, 25, 50, 75, 150];
/** Even to the eye and told apart by the colour-blind: cold blue to hot yellow, after plasma. */
const HEAT = [
  "#0d0887",
  "#350498",
  "#5302a3",
  "#7701a8",
  "#9a179b",
  "#bb3488",
  "#d45270",
  "#e97257",
  "#f79342",
  "#fdb82e",
  "#f0f921",
];
/** Yellow-green-blue, from the paper's own white on. */
const WET = [
  "#f7f7f4",
  "#edf8d9",
  "#d2eeb4",
  "#9dd9b8",
  "#60c4be",
  "#33a2c1",
  "#2277b4",
  "#234ea0",
  "#152a6e",
];
const WET_DARK = [
  "#232b33",
  "#1b3a5c",
  "#1d4f86",
  "#1f6aa8",
  "#2b8cbe",
  "#41b1c4",
  "#76cdb8",
  "#b3e3ae",
  "#f1f9b9",
];

/** What has no value. */
export function unknownColour(dark: boolean): string {
  return dark ? "#3a444f" : "#c9ced3";
}

/**
 * The colours of what is shown: one scale for the map, the charts and the legend. Temperatures and rain have fixed
 * classes; anything else is spread over its own values.
 */
export function colourScale(unit: string, values: readonly (number | null)[], dark: boolean): ScaleOptions {
  const unknown = unknownColour(dark);
  if (unit === "°C") return { type: "threshold", domain: DEGREES, range: HEAT, unknown };
  if (isAmount(unit))
    return { type: "threshold", domain: MILLIMETRES, range: dark ? WET_DARK : WET, unknown };
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const domain = known.length === 0 ? [0, 1] : low === high ? [low - 1, high + 1] : [low, high];
  return { type: "linear", scheme: "viridis", domain, clamp: true, unknown };
}

/** The colours of a change: the same distance up and down from the middle, which is no change. */
export function changeScale(changes: readonly (number | null)[], dark: boolean): ScaleOptions {
  const widest = Math.max(0.1, ...changes.map((change) => Math.abs(change ?? 0)));
  return {
    type: "diverging",
    scheme: "PuOr",
    reverse: true,
    pivot: 0,
    domain: [-widest, widest],
    unknown: unknownColour(dark),
  };
}
