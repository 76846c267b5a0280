/** A point that is missing in a curve. */
type Point = number | null;

/** Steps of a tenth or of a hundredth: in how many a unit is divided. */
export type CurveScale = 10 | 100;

/**
 * The coarser scale that loses nothing of the values, or else hundredths: the feed has had one decimal and two over
 * the years, and the rain of a day is the sum of many small values.
 *
 * @example
 * ```ts
 * curveScale([[0.1, null, 2]]); // 10
 * curveScale([[0.05]]); // 100
 * ```
 */
export function curveScale(curves: Iterable<readonly Point[]>): CurveScale {
  for (const curve of curves) {
    for (const point of curve) {
      if (point !== null && Math.abs(Math.round(point * 10) - point * 10) > 1e-6) return 100;
    }
  }
  return 10;
}

/**
 * Writes a curve as whole steps between its points, which compress to a byte each: the first point as it is, every
 * other one as its difference to the last known one. A missing point is null.
 *
 * @param scale as {@linkcode curveScale} gives it
 * @returns null for a curve without any point
 *
 * @example
 * ```ts
 * encodeCurve([20.1, 20.4, null, 20.2], 10); // [201, 3, null, -2]
 * ```
 */
export function encodeCurve(points: readonly Point[], scale: CurveScale): Point[] | null {
  let last = 0;
  const steps = points.map((point) => {
    if (point === null || !Number.isFinite(point)) return null;
    const whole = Math.round(point * scale);
    const step = whole - last;
    last = whole;
    return step;
  });
  return steps.every((step) => step === null) ? null : steps;
}

/**
 * The curve that {@linkcode encodeCurve} wrote, in whole steps of its scale, in which sums are exact.
 *
 * @example
 * ```ts
 * decodeCurve([201, 3, null, -2]); // [201, 204, null, 202]
 * ```
 */
export function decodeCurve(steps: readonly Point[]): Point[] {
  let whole = 0;
  return steps.map((step) => {
    if (step === null) return null;
    whole += step;
    return whole;
  });
}
