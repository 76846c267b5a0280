/** A range with room around the numbers of a sample: half their span more, to the next 1, 2 or 5 of a power of ten. No maximum for zeros alone. */
export function guessRange(numbers: readonly number[]): {
  readonly minimum: number;
  readonly maximum?: number;
} {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const number of numbers) [low, high] = [Math.min(low, number), Math.max(high, number)];
  const room = (high - low) / 2;
  const minimum = low >= 0 ? 0 : -rounded(room - low);
  // Of nothing but zeros nobody can tell how high they go.
  if (low === 0 && high === 0) return { minimum };
  return { minimum, maximum: high <= 0 ? 0 : rounded(high + room) };
}

function rounded(wanted: number): number {
  const number = Math.min(wanted, Number.MAX_VALUE);
  const power = Math.floor(Math.log10(number));
  const steps = [1, 2, 5, 10].map((step) => Number(`${step}e${power}`));
  return steps.find((step) => step >= number && Number.isFinite(step)) ?? number;
}
