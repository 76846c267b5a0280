import type { PlainRow } from "../formats/plain_rows.ts";

/** How far two figures of the same numbers may lie apart, as a share of the largest: sums are taken in another order. */
const TOLERANCE = 1e-9;
const FIGURES = ["count", "nulls", "mean", "weighted_mean", "std", "min", "q1", "median", "q3", "max"];

/**
 * Where two engines' figures of the same columns differ by more than the rounding of their sums. A figure that the
 * checking engine does not have is left out.
 *
 * @param figures rows of {@linkcode summarizeColumns}
 * @param checks the same rows by the engine that checks them
 * @returns a row for each figure that differs: what it is of, the `figure`, its `value` and its `check`
 *
 * @example
 * ```ts
 * figureDifferences([{ measure: "temp", mean: 20 }], [{ measure: "temp", mean: 21 }]);
 * // [{ measure: "temp", figure: "mean", value: 20, check: 21 }]
 * ```
 */
export function figureDifferences(figures: readonly PlainRow[], checks: readonly PlainRow[]): PlainRow[] {
  return figures.flatMap((row, i) => {
    const names = Object.entries(row).filter(([name]) => !FIGURES.includes(name));
    const largest = Math.max(Math.abs(Number(row.min ?? 0)), Math.abs(Number(row.max ?? 0)));
    return FIGURES.map((figure) => ({
      figure,
      value: row[figure] ?? null,
      check: checks[i]?.[figure] ?? null,
    }))
      .filter(({ value, check }) => check !== null && !isClose(value, check, largest))
      .map((difference) => ({ ...Object.fromEntries(names), ...difference }));
  });
}

function isClose(value: unknown, check: unknown, largest: number): boolean {
  return value === check || Math.abs(Number(value ?? Number.NaN) - Number(check)) <= TOLERANCE * largest;
}
