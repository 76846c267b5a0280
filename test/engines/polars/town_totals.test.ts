import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { mergePlan } from "../../../engines/mod.ts";
import { townLabels } from "../../../engines/polars/_town_labels.ts";
import { townTotals } from "../../../engines/polars/_town_totals.ts";
import { feedFrame } from "../../../frames/feed/feed_frame.ts";
import { toCsv } from "../../../frames/formats/to_csv.ts";
import pl from "../../../frames/polars.ts";
import type { FeedSchema } from "../../../frames/schema.ts";
import { townMeans } from "../../../frames/towns/town_means.ts";
import { json, TINY, type TinyRow, tinyRow } from "../../helpers/feeds/tiny_feed.ts";

const totals = townTotals(mergePlan(TINY));
const LABELS = pl
  .DataFrame({ ides: [1], idmun: [1], nmun: ["a"] })
  .withColumns(pl.cols(["ides", "idmun"]).cast(pl.Int64));

/** Records of one town. */
const records = (temps: readonly (number | null)[]) =>
  pl.DataFrame([
    ...["ides", "idmun"].map((name) =>
      pl
        .Series(
          name,
          temps.map(() => 1),
          pl.Float64,
        )
        .cast(pl.Int64),
    ),
    pl.Series(
      "nmun",
      temps.map(() => "a"),
      pl.Utf8,
    ),
    pl.Series(
      "hloc",
      temps.map(() => 0),
      pl.Float64,
    ),
    pl.Series("temp", [...temps], pl.Float64),
  ]);

/** The published mean of records that are added up in these pieces. */
function meanOf(...pieces: (readonly (number | null)[])[]): string {
  const added = pl.concat(pieces.map((temps) => totals(records(temps).lazy()).collectSync()));
  const means = townMeans(added, LABELS, TINY);
  return toCsv(means.select("temp_mean")).toString();
}

test("townTotals() gives a town's sums, counts and times", async () => {
  const [row] = (await totals(records([8.5, null, 0.25]).lazy()).collect()).toRecords();
  assert.equal(row, {
    ides: 1,
    idmun: 1,
    temp_mean: 8.75,
    temp_mean_rest: 0,
    temp_mean_count: 2,
    records: 3,
    hloc_first: 0,
    hloc_last: 0,
  });
});

test("townTotals() adds up to the same mean, to the last bit, in whatever order and pieces", async () => {
  const value = fc.integer({ min: -9_000_000, max: 9_000_000 }).map((hundredths) => hundredths / 100);
  const many = fc.array(fc.option(value), { minLength: 1, maxLength: 60 });
  const shuffled = many.chain((temps) =>
    fc.record({
      temps: fc.constant(temps),
      order: fc.shuffledSubarray(temps, { minLength: temps.length }),
      cut: fc.nat(temps.length),
    }),
  );
  await fc.assert(
    fc.property(shuffled, ({ temps, order, cut }) => {
      const pieces = [order.slice(0, cut), order.slice(cut)].filter((piece) => piece.length > 0);
      assert.is(meanOf(...pieces), meanOf(temps));
    }),
    { numRuns: 50 },
  );
});

test("townTotals() loses nothing that a plain sum keeps, of values of any size", async () => {
  for (const temp of [8.87, -96.378, 1e-300, 1e300, -1e17, 123_456_789.125, 0.1]) {
    assert.is(Number(meanOf([temp]).split("\n")[1]), temp);
  }
  assert.is(meanOf([-0, -0]), "temp_mean\n0.0\n");
});

const lazy = (rows: Partial<TinyRow>[]) => feedFrame(json(rows.map(tinyRow)), TINY, "feed.json").lazy();
const averaged = (records: pl.LazyDataFrame, schema: FeedSchema) => {
  const plan = mergePlan(schema);
  return townMeans(townTotals(plan)(records).collectSync(), townLabels(plan)(records).collectSync(), plan);
};
const means = async (...snapshots: Partial<TinyRow>[][]) =>
  averaged(pl.concat(snapshots.map(lazy)), TINY).toRecords();

test("townMeans() averages a town over its snapshots", async () => {
  const [row] = await means([{ hloc: "20230824T14", temp: "10" }], [{ hloc: "20230825T02", temp: "13" }]);
  assert.equal(row, {
    ides: 20,
    idmun: 54,
    nmun: "Zahuatlán",
    temp_mean: 11.5,
    records: 2,
    hloc_first: new Date("2023-08-24T14:00:00Z"),
    hloc_last: new Date("2023-08-25T02:00:00Z"),
  });
});

test("townMeans() never averages two towns that share idmun, as grouping by idmun alone does", async () => {
  const snapshot = [
    { ides: "20", idmun: "1", temp: "10" },
    { ides: "19", idmun: "1", temp: "30" },
  ];
  assert.equal(
    (await means(snapshot)).map((row) => row.temp_mean),
    [30, 10],
  );

  const byIdmun = feedFrame(json(snapshot.map(tinyRow)), TINY, "feed.json")
    .groupBy("idmun")
    .agg(pl.col("temp").mean());
  assert.equal(byIdmun.getColumn("temp").toArray(), [20]);
});

test("townMeans() of equal values is that value, and a mean keeps the 15 digits that a float does of any number", async () => {
  const hours = ["00", "01", "02"].map((hour) => ({ hloc: `20230824T${hour}` }));
  const [row] = await means(hours.map((hour) => ({ ...hour, temp: "1.98" })));
  assert.is((1.98 + 1.98 + 1.98) / 3, 1.9799999999999998);
  assert.is(row?.temp_mean, 1.98);
  const [third] = await means(hours.map((hour, i) => ({ ...hour, temp: i === 0 ? "1" : "0" })));
  assert.is(third?.temp_mean, 0.333333333333333);
  const value = fc.integer({ min: -99_999_999, max: 99_999_999 }).map((hundredths) => hundredths / 100);
  await fc.assert(
    fc.asyncProperty(value, fc.integer({ min: 1, max: 40 }), async (temp, times) => {
      const records = Array.from({ length: times }, () => ({ temp: String(temp) }));
      assert.is((await means(records))[0]?.temp_mean, temp);
    }),
    { numRuns: 40 },
  );
});

test("townMeans() does not count a null, and gives a town without values a null", async () => {
  const older = [{ temp: "" }, { ides: "1", temp: "" }];
  const newer = [{ temp: "8" }, { ides: "1", temp: "" }];
  const rows = await means(older, newer);
  assert.equal(
    rows.map(({ temp_mean, records }) => ({ temp_mean, records })),
    [
      { temp_mean: null, records: 2 },
      { temp_mean: 8, records: 2 },
    ],
  );
});

test("townMeans() keeps a town that only one snapshot has, and gives a renamed one its last name", async () => {
  const rows = await means([{ nmun: "Old" }, { ides: "1", nmun: "Gone" }], [{ nmun: "New" }]);
  assert.equal(
    rows.map(({ nmun, records }) => `${nmun} ${records}`),
    ["Gone 1", "New 2"],
  );
});

test("townMeans() takes the mid-point of a day's extremes, null when one of them is", async () => {
  const schema = {
    ...TINY,
    labels: [],
    means: [{ name: "temp_mean", of: ["tmax", "tmin"] as const, unit: "°C" }],
  };
  const frame = pl.DataFrame({
    ides: [1, 1, 2],
    idmun: [1, 1, 1],
    hloc: [1, 2, 3],
    tmax: [30, 20, 25],
    tmin: [10, 10, null],
  });
  const rows = averaged(frame.lazy(), schema).toRecords();
  assert.equal(
    rows.map((row) => row.temp_mean),
    [17.5, null],
  );
});

test("townMeans() of totals in several pieces are those of all records at once", async () => {
  const older = [
    { temp: "10", nmun: "Old" },
    { ides: "1", temp: "" },
  ];
  const newer = [{ temp: "13", nmun: "New" }];
  const [someTotals, someLabels] = [totals, townLabels(mergePlan(TINY))].map((query) =>
    pl.concat([older, newer].map((rows) => query(lazy(rows)).collectSync())),
  ) as [pl.DataFrame, pl.DataFrame];
  assert.equal(townMeans(someTotals, someLabels, TINY).toRecords(), await means(older, newer));
});

test.run();
