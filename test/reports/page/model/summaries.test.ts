import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { encodeCurve } from "../../../../reports/curve_code.ts";
import { quantitiesOf } from "../../../../reports/page/model/quantities.ts";
import { reaches } from "../../../../reports/page/model/reaches.ts";
import { summariesOf } from "../../../../reports/page/model/summaries.ts";
import type { PageData } from "../../../../reports/page_data.ts";

type Curve = readonly (number | null)[];

/** Page data of towns with a curve of a temperature and of rain each, and what the last run changed of them. */
function dataOf(
  towns: readonly { temp: Curve; rain: Curve; before?: Curve }[],
  mean: readonly number[],
): PageData {
  const width = towns[0]?.temp.length ?? 0;
  const change = towns.map(({ temp, before }) =>
    encodeCurve(
      temp.map((value, i) => {
        const old = before?.[i] ?? null;
        return value === null || old === null ? null : value - old;
      }),
      10,
    ),
  );
  return {
    measures: [
      { name: "temp_mean", unit: "°C", series: [0] },
      { name: "prec_mean", unit: "mm", series: [1] },
    ],
    towns: { keys: towns.map((_, i) => `1-${i}`), values: [mean, mean] },
    forecast: {
      times: Array.from({ length: width }, (_, i) => `2026-11-24T0${i}:00:00`),
      series: [
        { column: "temp", unit: "°C", scale: 10 },
        { column: "prec", unit: "mm", scale: 100 },
      ],
      curves: [
        towns.map(({ temp }) => encodeCurve(temp, 10)),
        towns.map(({ rain }) => encodeCurve(rain, 100)),
      ],
    },
    revision: { curves: [change, towns.map(() => null)] },
  } as unknown as PageData;
}
const [HIGH, LOW, SUM] = quantitiesOf(dataOf([{ temp: [1], rain: [1] }], [0])) as [
  Parameters<ReturnType<typeof summariesOf>["values"]>[0],
  Parameters<ReturnType<typeof summariesOf>["values"]>[0],
  Parameters<ReturnType<typeof summariesOf>["values"]>[0],
];

test("quantitiesOf() has the highest and the lowest of a measure, of an amount its sum, of a further column the highest", () => {
  const data = dataOf([{ temp: [1], rain: [1] }], [0]);
  const forecast = data.forecast as NonNullable<PageData["forecast"]>;
  const series = [...forecast.series, { column: "raf", unit: "km/h", scale: 10 as const }];
  assert.equal(
    quantitiesOf({ ...data, forecast: { ...forecast, series } }).map(({ id, measure }) => [id, measure]),
    [
      ["temp_mean-high", 0],
      ["temp_mean-low", 0],
      ["prec_mean-sum", 1],
      ["raf-high", undefined],
    ],
  );
});

test("summariesOf() has a day's highest, lowest and sum, whatever is missing, and the table's mean without a span", () => {
  const data = dataOf(
    [
      { temp: [10, 12.5, null, 11], rain: [0.05, 0.05, 0.1, null] },
      { temp: [null, null, null, null], rain: [null, null, null, null] },
    ],
    [7, 8],
  );
  const { values, peak } = summariesOf(data);
  const span = { from: 0, to: 3 };
  assert.equal(
    [values(HIGH, span), values(LOW, span), values(SUM, span)],
    [
      [12.5, null],
      [10, null],
      [0.2, null],
    ],
  );
  assert.equal(
    [values(HIGH, { from: 2, to: 3 }), values(HIGH, undefined)],
    [
      [null, null],
      [7, 8],
    ],
  );
  assert.equal([peak(SUM, span, 0), peak(SUM, span, 1)], [2, undefined]);
});

test("summariesOf() has the mean change of a measure over the times that both runs have", () => {
  const data = dataOf([{ temp: [10, 12, 14], rain: [0, 0, 0], before: [9, null, 15] }], [0]);
  const { changes } = summariesOf(data);
  assert.equal([changes(HIGH, undefined), changes(HIGH, { from: 0, to: 1 })], [[0], [1]]);
  assert.equal([changes(HIGH, { from: 1, to: 2 }), changes(SUM, undefined)], [[null], [null]]);
});

test("summariesOf() gives what plain JavaScript does, for any curves and any span", async () => {
  const point = fc.option(fc.integer({ min: -300, max: 500 }));
  const curve = fc.array(point, { minLength: 6, maxLength: 6 });
  const towns = fc.array(fc.record({ temp: curve, rain: curve }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.property(towns, fc.nat(5), fc.nat(5), (made, a, b) => {
      const scaled = made.map(({ temp, rain }) => ({
        temp: temp.map((value) => (value === null ? null : value / 10)),
        rain: rain.map((value) => (value === null ? null : value / 100)),
      }));
      const span = { from: Math.min(a, b), to: Math.max(a, b) + 1 };
      const known = (values: Curve) => values.slice(span.from, span.to).filter((value) => value !== null);
      const { values } = summariesOf(dataOf(scaled, []));
      const most = (of: number[], how: "max" | "min") => (of.length === 0 ? null : Math[how](...of));
      assert.equal(
        values(HIGH, span),
        scaled.map(({ temp }) => most(known(temp), "max")),
      );
      assert.equal(
        values(LOW, span),
        scaled.map(({ temp }) => most(known(temp), "min")),
      );
      const sums = made.map(({ rain }) => known(rain));
      assert.equal(
        values(SUM, span),
        sums.map((each) => (each.length === 0 ? null : each.reduce((x, y) => x + y, 0) / 100)),
      );
    }),
  );
});

test("reaches() takes a highest value and a sum from below, a lowest one from above, and never a missing one", () => {
  assert.equal([reaches(SUM, 50, 50), reaches(SUM, 49.9, 50), reaches(HIGH, 40, 35)], [true, false, true]);
  assert.equal([reaches(LOW, 0, 0), reaches(LOW, 0.1, 0), reaches(SUM, null, 0)], [true, false, false]);
});

test.run();
