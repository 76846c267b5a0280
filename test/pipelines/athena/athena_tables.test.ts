import { test } from "uvu";
import * as assert from "uvu/assert";
import { athenaTables } from "../../../pipelines/athena/athena_tables.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { TINY_FEED } from "../../helpers/feeds/tiny_feed.ts";

const PLACE = {
  feed: TINY_FEED,
  location: "s3://weather/hourly",
  first: "2024-05",
  now: new Date("2026-11-24T12:00:00Z"),
};

test("athenaTables() has the archive's tables alone, each where its Parquet files lie", () => {
  const { tables, warnings } = athenaTables({ ...PLACE, location: "s3://weather/hourly/" });
  assert.equal(
    tables.map(({ name, location, partition }) => [name, location, partition]),
    [
      ["snapshots", "s3://weather/hourly/archive/snapshots/", "month"],
      ["forecasts", "s3://weather/hourly/archive/forecasts/", "run_month"],
    ],
  );
  assert.equal(warnings, []);
});

test("athenaTables() projects every month from the first year that is archived to ten years from now", () => {
  const monthsOf = (first: string | undefined) => athenaTables({ ...PLACE, first }).tables[0]?.months ?? [];
  const months = monthsOf("2024-05");
  assert.equal(
    [months[0], months[4], months[12], months.at(-1)],
    ["2024-01", "2024-05", "2025-01", "2036-12"],
  );
  assert.is(new Set(months).size, 13 * 12);
  assert.equal([monthsOf(undefined)[0], monthsOf("2027-01")[0]], ["2026-01", "2026-01"]);
});

test("athenaTables() leaves out columns whose names Athena does not take, or that differ in case alone, and says so", () => {
  const further = ["Temp", "wind speed", "month", "Gust"].map((name) => ({
    name,
    type: "number" as const,
    meaning: name,
  }));
  const feed = { ...TINY_FEED, columns: [...TINY_FEED.columns, ...further] };
  const { tables, warnings } = athenaTables({ ...PLACE, feed });
  const names = tables[0]?.columns.map(({ name }) => name) ?? [];
  assert.equal(names.slice(-3), ["gust", "cvegeo", "version"]);
  assert.is(new Set(names).size, names.length);
  const said = warnings.filter((text) => text.includes('"snapshots"'));
  assert.equal(
    said.map((text) => /column "([^"]*)"/.exec(text)?.[1]),
    ["Temp", "wind speed", "month"],
  );
});

test("athenaTables() refuses a place that is no bucket's, and what a statement could not hold", async () => {
  for (const location of ["data", "/srv/data", "s3://", "s3://weather/it's"])
    await failsWith("config", /^Athena reads buckets, and ".*" is none\./, () =>
      athenaTables({ ...PLACE, location }),
    );
});

test.run();
