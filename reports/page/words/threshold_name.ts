import type { Quantity } from "../model/quantities.ts";
import type { View } from "../view.ts";
import { quantityName } from "./names.ts";

/** A threshold as a sentence has it: "Rain ≥ 50 mm", "Low temperature ≤ 0 °C". */
export function thresholdName(view: View, quantity: Quantity, at: number): string {
  const sign = quantity.how === "low" ? "≤" : "≥";
  return `${quantityName(view, quantity)} ${sign} ${new Intl.NumberFormat(view.language).format(at)} ${quantity.unit}`.trimEnd();
}
