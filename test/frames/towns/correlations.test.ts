import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { correlations } from "../../../frames/mod.ts";

/** Pearson's formula, over the pairs that are whole. */
function pearson(x: readonly (number | null)[], y: readonly (number | null)[]): number {
  const pairs = x.flatMap((a, i) =>
    a === null || y[i] === null || y[i] === undefined ? [] : [[a, y[i]] as const],
  );
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(pairs.map(([a]) => a)), mean(pairs.map(([, b]) => b))];
  const sum = (term: (a: number, b: number) => number) =>
    pairs.reduce((total, [a, b]) => total + term(a - mx, b - my), 0);
  return sum((a, b) => a * b) / Math.sqrt(sum((a) => a * a) * sum((_, b) => b * b));
}

test("correlations() takes the rows that have both, and is the same both ways", () => {
  const [a, b] = [
    [1, 2, 3, null, 5, 6],
    [2, 4, 7, 1, null, 3],
  ] as const;
  const frame = pl.DataFrame([pl.Series("a", [...a], pl.Float64), pl.Series("b", [...b], pl.Float64)]);
  const found = correlations(frame, ["a", "b"]);
  const ab = Number(found[0]?.[1]);
  assert.ok(Math.abs(ab - pearson(a, b)) < 1e-12, `${ab}`);
  assert.equal(found, [
    [1, ab],
    [ab, 1],
  ]);
});

test("correlations() of a column that never changes, or of a single pair, are empty", () => {
  const frame = pl.DataFrame([
    pl.Series("a", [1, 2, null], pl.Float64),
    pl.Series("same", [4, 4, 4], pl.Float64),
    pl.Series("late", [null, 5, 6], pl.Float64),
  ]);
  const found = correlations(frame, ["a", "same", "late"]);
  assert.equal(found[0], [1, null, null]);
  assert.equal(found[1], [null, null, null]);
});

test.run();
