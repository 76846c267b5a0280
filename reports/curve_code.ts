/** A point that is missing in a curve. */
type Point = number | null;

/** Curves are kept to a tenth of their unit: more than any reader sees, and a third of the size of two decimals. */
const TENTHS = 10;

/**
 * Writes a curve as the steps between its points in whole tenths, which compress to a byte each: the first
 * point as it is, every other one as its difference to the last known one. A missing point is null.
 *
 * @returns null for a curve without any point
 *
 * @example
 * ```ts
 * encodeCurve([20.1, 20.4, null, 20.2]); // [201, 3, null, -2]
 * ```
 */
export function encodeCurve(points: readonly Point[]): Point[] | null {
  let last = 0;
  const steps = points.map((point) => {
    if (point === null || !Number.isFinite(point)) return null;
    const tenths = Math.round(point * TENTHS);
    const step = tenths - last;
    last = tenths;
    return step;
  });
  return steps.every((step) => step === null) ? null : steps;
}

/**
 * The curve that {@linkcode encodeCurve} wrote, to the tenth.
 *
 * @example
 * ```ts
 * decodeCurve([201, 3, null, -2]); // [20.1, 20.4, null, 20.2]
 * ```
 */
export function decodeCurve(steps: readonly Point[]): Point[] {
  let tenths = 0;
  return steps.map((step) => {
    if (step === null) return null;
    tenths += step;
    return tenths / TENTHS;
  });
}
