import { test } from "uvu";
import * as assert from "uvu/assert";
import { forecastDiff } from "../../reports/forecast_diff.ts";

/** Two hours of one measure for each town. */
const feed = (towns: Record<string, (number | null)[]>) => ({
  times: ["T01", "T02"],
  towns: new Map(Object.entries(towns).map(([town, curve]) => [town, [curve]])),
});

test("forecastDiff() sums up the changes of the towns, the largest first, and leaves out those without any", () => {
  const older = feed({ a: [10, 10], b: [5, 5], c: [1, 1], d: [null, null] });
  const newer = feed({ a: [11, 11], b: [2, 2], c: [1, 1], d: [7, 7] });
  const { times, changed, measures } = forecastDiff(newer, older, ["a", "b", "c", "d"], [{}], 10);
  assert.equal([times, changed], [["T01", "T02"], 2]);
  const [only] = measures;
  assert.ok(Math.abs((only?.meanChange ?? 0) - -2 / 3) < 1e-12);
  assert.equal([only?.lowestChange, only?.highestChange], [-3, 1]);
  assert.equal(only?.largest, [
    { town: "b", older: 5, newer: 2, change: -3 },
    { town: "a", older: 10, newer: 11, change: 1 },
  ]);
});

test("forecastDiff() counts a town whose hours change and whose mean does not, and gives no row of it", () => {
  const { changed, measures } = forecastDiff(feed({ a: [12, 8] }), feed({ a: [10, 10] }), ["a"], [{}], 10);
  assert.equal([changed, measures[0]?.changed, measures[0]?.largest], [1, 1, []]);
});

test("forecastDiff() of feeds without a town in common says nothing", () => {
  const { changed, measures } = forecastDiff(
    feed({ a: [1, 1] }),
    feed({ b: [1, 1] }),
    ["a"],
    [{ adds: true }],
    10,
  );
  const none = { changed: 0, meanChange: null, lowestChange: null, highestChange: null, largest: [] };
  assert.equal([changed, measures], [0, [none]]);
});

test.run();
