import { test } from "uvu";
import * as assert from "uvu/assert";
import { smnDaily } from "../../configs/feeds/smn_daily.ts";
import { feedFrame } from "../../frames/mod.ts";
import { curveColumns, forecastCurves } from "../../reports/forecast_curves.ts";
import { json, TINY, tinyRow } from "../helpers/feeds/tiny_feed.ts";

const curvesOf = (...rows: ReturnType<typeof tinyRow>[]) =>
  forecastCurves(feedFrame(json(rows), TINY, "feed.json"), TINY);

test("forecastCurves() gives each town its values by time, whatever the order of the rows", () => {
  const { times, towns } = curvesOf(
    tinyRow({ hloc: "20260228T23", temp: "7.5" }),
    tinyRow({ idmun: "1", hloc: "20260301T00", temp: "-1" }),
    tinyRow({ hloc: "20260228T22", temp: "8" }),
  );
  assert.equal(times, ["2026-02-28T22:00:00", "2026-02-28T23:00:00", "2026-03-01T00:00:00"]);
  assert.equal(
    [...towns],
    [
      ["20-54", [[8, 7.5, null]]],
      ["20-1", [[null, null, -1]]],
    ],
  );
});

test("forecastCurves() leaves a gap where a value is empty, never zero, and counts the later of two records", () => {
  const { towns } = curvesOf(
    tinyRow({ hloc: "20260228T22", temp: "" }),
    tinyRow({ hloc: "20260228T23", temp: "1" }),
    tinyRow({ hloc: "20260228T23", temp: "2" }),
  );
  assert.equal(towns.get("20-54"), [[null, 2]]);
});

test("forecastCurves() takes the mid-point of a mean's columns, as the mean itself does", () => {
  const row = Object.fromEntries(smnDaily.columns.map(({ name }) => [name, "1"]));
  const rows = [
    { ...row, dloc: "20260228T00", tmax: "30", tmin: "11", prec: "2.5" },
    { ...row, dloc: "20260301T00", tmax: "30", tmin: "", prec: "" },
  ];
  const { towns } = forecastCurves(feedFrame(json(rows), smnDaily, "feed.json"), smnDaily);
  assert.equal(towns.get("1-1"), [
    [20.5, null],
    [2.5, null],
  ]);
  assert.equal(curveColumns(smnDaily), ["ides", "idmun", "dloc", "tmax", "tmin", "prec"]);
});

test.run();
