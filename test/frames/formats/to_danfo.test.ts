import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { toDanfo } from "../../../frames/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";

test("toDanfo() keeps columns, their order and types, a missing number as NaN and other missing values as null", async () => {
  const frame = pl
    .DataFrame([
      pl.Series("10", [1, null], pl.Float64).cast(pl.Int64),
      pl.Series("temp", [2.5, null], pl.Float64),
      pl.Series("nmun", ["Á", null], pl.Utf8),
      pl.Series("ok", [true, null], pl.Bool),
      pl.Series("hloc", ["2026-11-24T05:00", null], pl.Utf8),
    ])
    .withColumn(pl.col("hloc").str.strptime(pl.Datetime("ms"), "%Y-%m-%dT%H:%M"));
  const df = await toDanfo(frame);
  assert.equal(df.columns, ["10", "temp", "nmun", "ok", "hloc"]);
  assert.equal(df.dtypes, ["int32", "float32", "string", "boolean", "string"]);
  assert.equal(df.values, [
    [1, 2.5, "Á", true, "2026-11-24T05:00:00"],
    [Number.NaN, Number.NaN, null, null, null],
  ]);
});

test("toDanfo() lets danfo take no missing number for zero", async () => {
  const temp = pl.Series("temp", [10, null, 20], pl.Float64);
  const df = await toDanfo(pl.DataFrame([pl.Series("state", ["a", "a", "b"], pl.Utf8), temp]));
  const column = df.column("temp");
  assert.equal([column.mean(), column.min(), column.count()], [15, 10, 2]);
  assert.equal(column.lt(5).values, [false, false, false]);
  assert.equal(df.groupby(["state"]).col(["temp"]).mean().column("temp_mean").values, [Number.NaN, 20]);
});

test("toDanfo() lets danfo read the hours as they are written, wherever this machine is", async () => {
  const frame = pl
    .DataFrame({ hloc: ["2026-11-24T05:00"] })
    .withColumn(pl.col("hloc").str.strptime(pl.Datetime("ms"), "%Y-%m-%dT%H:%M"));
  assert.equal((await toDanfo(frame)).column("hloc").dt.hours().values, [5]);
});

test("toDanfo() counts the rows of a frame whose column is named like a property of Polars", async () => {
  const df = await toDanfo(pl.DataFrame({ height: [1200, 2300] }));
  assert.equal(df.column("height").values, [1200, 2300]);
});

test("toDanfo() keeps columns and types of a frame without rows", async () => {
  const df = await toDanfo(pl.DataFrame([pl.Series("temp", [], pl.Float64), pl.Series("nmun", [], pl.Utf8)]));
  assert.equal(
    [df.shape, df.columns, df.dtypes],
    [
      [0, 2],
      ["temp", "nmun"],
      ["float32", "string"],
    ],
  );
});

test("toDanfo() refuses what danfo would break: a column named like its properties, a number it cannot hold", async () => {
  for (const name of ["index", "size", "mean", "$data"]) {
    const frame = pl.DataFrame({ [name]: [1] });
    await failsWith("contract", new RegExp(`named "${name.replace("$", "\\$")}".*Rename`), () =>
      toDanfo(frame),
    );
  }
  const large = pl.DataFrame([pl.Series("id", ["9007199254740993"], pl.Utf8).cast(pl.Int64)]);
  await failsWith("contract", /column "id" contains 9007199254740992, which is too large/, () =>
    toDanfo(large),
  );
});

test.run();
