/**
 * The middle one of some numbers, or the mean of the middle two.
 *
 * @throws {RangeError} where there are none
 *
 * @example
 * ```ts
 * median([3, 1, 2]); // 2
 * ```
 */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (lower === undefined || upper === undefined) throw new RangeError("There is no median of nothing.");
  return (lower + upper) / 2;
}
