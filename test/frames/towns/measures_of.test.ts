import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { smnHourly } from "../../../configs/feeds/smn_hourly.ts";
import { measuresOf } from "../../../frames/mod.ts";

test("measuresOf() takes what measures something, and no key, label, direction, count or text", () => {
  const names = [
    "ides",
    "idmun",
    "lat",
    "lon",
    "temp_mean",
    "dirvieng",
    "nhor",
    "dh",
    "records",
    "Value",
    "hr",
  ];
  const frame = pl.DataFrame([
    ...names.map((name) => pl.Series(name, [1], pl.Float64)),
    pl.Series("nmun", ["x"], pl.Utf8),
  ]);
  assert.equal(measuresOf(frame, smnHourly), ["temp_mean", "Value", "hr"]);
});

test.run();
