import * as fc from "fast-check";
import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { toCsv } from "../../frames/formats/to_csv.ts";
import { townTotals } from "../../frames/town_totals.ts";
import { townMeans } from "../../frames/towns/town_means.ts";
import { TINY } from "../helpers/tiny_feed.ts";

const totals = townTotals(TINY);
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

/** The published mean of records that are added up in these parts. */
function meanOf(...parts: (readonly (number | null)[])[]): string {
  const added = pl.concat(parts.map((temps) => totals(records(temps).lazy()).collectSync()));
  const means = townMeans(added, LABELS, TINY);
  return toCsv(means.select("temp_mean")).toString();
}

test("townTotals() gives a town's labels, sums, counts and times", async () => {
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

test("townTotals() adds up to the same mean, to the last bit, in whatever order and parts", async () => {
  const value = fc.integer({ min: -9_000_000, max: 9_000_000 }).map((hundredths) => hundredths / 100);
  const many = fc.array(fc.option(value), { minLength: 1, maxLength: 60 });
  const shuffled = many.chain((temps) =>
    fc.record({
      temps: fc.constant(temps),
      order: fc.shuffledSubarray(temps, { minLength: temps.length }),
      cut: fc.nat(temps.length),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ temps, order, cut }) => {
      const parts = [order.slice(0, cut), order.slice(cut)].filter((part) => part.length > 0);
      assert.is(meanOf(...parts), meanOf(temps));
    }),
    { numRuns: 50 },
  );
});

test("townTotals() loses nothing that a plain sum keeps, of values of any size", async () => {
  for (const temp of [8.87, -96.37799999999999, 1e-300, 1e300, -1e17, 123_456_789.125, 0.1]) {
    assert.is(Number(meanOf([temp]).split("\n")[1]), temp);
  }
  assert.is(meanOf([-0, -0]), "temp_mean\n0.0\n");
});

test.run();
