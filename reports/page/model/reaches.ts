import type { Quantity } from "./quantities.ts";

/** A value that the reader asks after: which towns reach it. */
export type Threshold = { readonly quantity: string; readonly at: number };

/**
 * Whether a value reaches a threshold: a highest value or a sum from below, a lowest value from above, as frost does.
 *
 * @example
 * ```ts
 * reaches({ how: "low" }, -0.5, 0); // true
 * ```
 */
export function reaches({ how }: Pick<Quantity, "how">, value: number | null, at: number): boolean {
  return value !== null && (how === "low" ? value <= at : value >= at);
}
