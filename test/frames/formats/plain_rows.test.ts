import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { plainRows } from "../../../frames/mod.ts";

test("plainRows() keeps order, text and nulls, and writes times and days as ISO 8601", () => {
  const frame = pl
    .DataFrame([
      pl.Series("10", ["\u202e<script>", null], pl.Utf8),
      pl.Series("at", [1_764_000_000_000, null], pl.Float64),
      pl.Series("height", [true, false], pl.Bool),
    ])
    .withColumns(pl.col("at").cast(pl.Int64).cast(pl.Datetime("ms")))
    .withColumns(pl.col("at").cast(pl.Date).alias("day"));
  assert.equal(plainRows(frame), [
    { "10": "\u202e<script>", at: "2025-11-24T16:00:00", height: true, day: "2025-11-24" },
    { "10": null, at: null, height: false, day: null },
  ]);
});

test("plainRows() gives JSON nothing that it cannot hold: no NaN, no infinity, no number too large", () => {
  const frame = pl
    .DataFrame([pl.Series("x", [Number.NaN, Infinity, 0.1], pl.Float64), pl.Series("l", [[1], [2, 3], []])])
    .withColumns(
      pl.lit("18446744073709551615").cast(pl.UInt64).alias("u"),
      pl.lit(7).cast(pl.UInt64).alias("v"),
    );
  const u = "18446744073709551615";
  assert.equal(plainRows(frame), [
    { x: null, l: [1], u, v: 7 },
    { x: null, l: [2, 3], u, v: 7 },
    { x: 0.1, l: [], u, v: 7 },
  ]);
});

test.run();
