import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { feedFrame } from "../../../frames/feed/feed_frame.ts";
import type { FeedSchema } from "../../../frames/schema.ts";
import { townLabels } from "../../../frames/town_labels.ts";
import { townTotals } from "../../../frames/town_totals.ts";
import { townMeans } from "../../../frames/towns/town_means.ts";
import { json, TINY, type TinyRow, tinyRow } from "../../helpers/tiny_feed.ts";

const lazy = (rows: Partial<TinyRow>[]) => feedFrame(json(rows.map(tinyRow)), TINY, "feed.json").lazy();
const averaged = (records: pl.LazyDataFrame, schema: FeedSchema) =>
  townMeans(townTotals(schema)(records).collectSync(), townLabels(schema)(records).collectSync(), schema);
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

test("townMeans() of totals in several parts are those of all records at once", async () => {
  const older = [
    { temp: "10", nmun: "Old" },
    { ides: "1", temp: "" },
  ];
  const newer = [{ temp: "13", nmun: "New" }];
  const [totals, labels] = [townTotals(TINY), townLabels(TINY)].map((plan) =>
    pl.concat([older, newer].map((rows) => plan(lazy(rows)).collectSync())),
  ) as [pl.DataFrame, pl.DataFrame];
  assert.equal(townMeans(totals, labels, TINY).toRecords(), await means(older, newer));
});

test.run();
