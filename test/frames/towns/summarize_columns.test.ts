import * as fc from "fast-check";
import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { plainRows, summarizeColumns } from "../../../frames/mod.ts";

const FIGURES = ["mean", "std", "min", "q1", "median", "q3", "max"] as const;

/** A quantile in proportion between the two values about it, of values in order. */
function between(values: readonly number[], share: number): number | null {
  const at = share * (values.length - 1);
  const [low, high] = [values[Math.floor(at)], values[Math.ceil(at)]];
  return low === undefined || high === undefined ? null : low + (high - low) * (at - Math.floor(at));
}

/** The same figures in plain JavaScript. */
function byHand(values: readonly (number | null)[]): Record<string, unknown> {
  const there = values.filter((value) => value !== null).sort((a, b) => a - b);
  const count = there.length;
  const mean = there.reduce((sum, value) => sum + value, 0) / count;
  const std = Math.sqrt(there.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1));
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((share) => between(there, share));
  const [min, max] = [there[0] ?? null, there.at(-1) ?? null];
  return {
    count,
    nulls: values.length - count,
    mean: count === 0 ? null : mean,
    std: count < 2 ? null : std,
    min,
    q1,
    median,
    q3,
    max,
  };
}

function close(found: Readonly<Record<string, unknown>>, expected: Readonly<Record<string, unknown>>): void {
  assert.equal([found.count, found.nulls], [expected.count, expected.nulls]);
  for (const figure of FIGURES) {
    const [a, b] = [found[figure], expected[figure] ?? null];
    const where = `${figure}: ${a} is not ${b}`;
    if (a === null || b === null) assert.is(a, b, where);
    else assert.ok(Math.abs(Number(a) - Number(b)) <= 1e-9 * Math.max(1, Math.abs(Number(b))), where);
  }
}

test("summarizeColumns() gives the figures of plain JavaScript, for each group, and danfo's equal them", async () => {
  const rows = fc.array(
    fc.record({
      g: fc.integer({ min: 1, max: 3 }),
      x: fc.option(fc.double({ min: -60, max: 60, noNaN: true })),
    }),
    { minLength: 1, maxLength: 30 },
  );
  await fc.assert(
    fc.asyncProperty(rows, async (rows) => {
      const frame = pl.DataFrame([
        pl
          .Series(
            "g",
            rows.map(({ g }) => g),
            pl.Float64,
          )
          .cast(pl.Int64),
        pl.Series(
          "x",
          rows.map(({ x }) => x),
          pl.Float64,
        ),
      ]);
      const [all] = plainRows(await summarizeColumns(frame, ["x"], []));
      close(all ?? {}, byHand(rows.map(({ x }) => x)));
      const [danfo] = plainRows(await summarizeColumns(frame, ["x"], [], "danfo"));
      assert.equal([danfo?.q1, danfo?.q3], [null, null]);
      close({ ...danfo, q1: all?.q1, q3: all?.q3, median: all?.median }, all ?? {});
      const groups = plainRows(await summarizeColumns(frame, ["x"], ["g"]));
      assert.equal(
        groups.map(({ g }) => g),
        [...new Set(rows.map(({ g }) => g))].sort(),
      );
      for (const group of groups) {
        const some = rows.filter(({ g }) => g === group.g);
        close(group, byHand(some.map(({ x }) => x)));
      }
    }),
    { numRuns: 15 },
  );
});

test("summarizeColumns() leaves a figure empty that there are too few values for", async () => {
  const frame = pl.DataFrame([
    pl.Series("one", [7, null], pl.Float64),
    pl.Series("none", [null, null], pl.Float64),
  ]);
  const [one, none] = plainRows(await summarizeColumns(frame, ["one", "none"], []));
  const seven = { mean: 7, std: null, min: 7, q1: 7, median: 7, q3: 7, max: 7 };
  assert.equal(one, { measure: "one", count: 1, nulls: 1, ...seven });
  const empty = { mean: null, std: null, min: null, q1: null, median: null, q3: null, max: null };
  assert.equal(none, { measure: "none", count: 0, nulls: 2, ...empty });
});

test("summarizeColumns() has the median right of numbers that danfo takes for equal", async () => {
  const x = pl.Series("x", [1e15 + 0.5, 1e15 + 1.5, 1e15 + 2.5], pl.Float64);
  const [row] = plainRows(await summarizeColumns(pl.DataFrame([x]), ["x"], []));
  assert.is(row?.median, 1e15 + 1.5);
  const [danfo] = plainRows(await summarizeColumns(pl.DataFrame([x]), ["x"], [], "danfo"));
  assert.is.not(danfo?.median, 1e15 + 1.5);
});

test("summarizeColumns() takes columns of any name, and whole numbers", async () => {
  const frame = pl
    .DataFrame([pl.Series("index", [1, 3], pl.Float64), pl.Series("mean", [1, null], pl.Float64)])
    .withColumns(pl.col("index").cast(pl.Int64));
  const rows = plainRows(await summarizeColumns(frame, ["index", "mean"], []));
  assert.equal(
    rows.map(({ measure, mean, nulls }) => [measure, mean, nulls]),
    [
      ["index", 2, 0],
      ["mean", 1, 1],
    ],
  );
});

test.run();
