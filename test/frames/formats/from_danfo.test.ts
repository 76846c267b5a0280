import { DataFrame } from "danfojs-node";
import * as fc from "fast-check";
import pl from "nodejs-polars";
import { test } from "uvu";
import { fromDanfo, toDanfo } from "../../../frames/mod.ts";
import { frameEqual } from "../../helpers/frame_equal.ts";

const whole = (name: string, values: (number | null)[]) => pl.Series(name, values, pl.Float64).cast(pl.Int64);
const times = (name: string, values: (string | null)[]) =>
  pl
    .DataFrame([pl.Series(name, values, pl.Utf8)])
    .select(pl.col(name).str.strptime(pl.Datetime("ms"), "%Y-%m-%dT%H:%M"))
    .getColumn(name)
    .cast(pl.Datetime("ms"));

test("fromDanfo() gives back what toDanfo() took: types, nulls, accents, marks and markup", async () => {
  const frame = pl.DataFrame([
    whole("ides", [1, null, 3]),
    pl.Series("temp", [null, 2, -0.5], pl.Float64),
    pl.Series("nmun", ["Á\u202e=1+1", null, '<script>"'], pl.Utf8),
    pl.Series("ok", [null, true, false], pl.Bool),
    times("hloc", ["2026-11-24T05:00", null, "2026-11-24T06:00"]),
    pl.Series("none", [null, null, null], pl.Utf8),
    pl.Series("no_number", [null, null, null], pl.Float64),
  ]);
  frameEqual(fromDanfo(await toDanfo(frame)), frame);
});

test("fromDanfo() gives back any numbers and texts, in any order, however many are missing", async () => {
  const rows = fc.array(
    fc.tuple(
      fc.option(fc.maxSafeInteger()),
      fc.option(fc.double({ noNaN: true })),
      fc.option(fc.string({ unit: "binary" })),
      fc.option(fc.boolean()),
    ),
    { minLength: 1, maxLength: 30 },
  );
  await fc.assert(
    fc.asyncProperty(rows, async (rows) => {
      const frame = pl.DataFrame([
        whole(
          "i",
          rows.map(([i]) => i),
        ),
        pl.Series(
          "f",
          rows.map(([, f]) => f),
          pl.Float64,
        ),
        pl.Series(
          "s",
          rows.map(([, , s]) => s),
          pl.Utf8,
        ),
        pl.Series(
          "b",
          rows.map(([, , , b]) => b),
          pl.Bool,
        ),
      ]);
      frameEqual(fromDanfo(await toDanfo(frame)), frame);
    }),
    { numRuns: 50 },
  );
});

test("fromDanfo() gives back a frame without rows", async () => {
  const frame = pl.DataFrame([
    whole("ides", []),
    pl.Series("temp", [], pl.Float64),
    pl.Series("n", [], pl.Utf8),
  ]);
  frameEqual(fromDanfo(await toDanfo(frame)), frame);
});

test("fromDanfo() goes by the values where danfo's own type is wrong", () => {
  const df = new DataFrame(
    [
      [1, "a"],
      [2.5, undefined],
    ],
    { columns: ["n", "s"], dtypes: ["int32", "float32"] },
  );
  const expected = pl.DataFrame([pl.Series("n", [1, 2.5], pl.Float64), pl.Series("s", ["a", null], pl.Utf8)]);
  frameEqual(fromDanfo(df), expected);
});

test.run();
