import { Buffer } from "node:buffer";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { typedCsv } from "../../../frames/mod.ts";
import pl from "../../../frames/polars.ts";

const COLUMNS = [
  { name: "town", type: pl.Utf8 },
  { name: "2020", type: pl.Int64 },
  { name: "__proto__", type: pl.Float64 },
];

test("typedCsv() keeps the columns in the order of the file, whatever they are called", () => {
  const frame = typedCsv(Buffer.from("a,b,c\n007,1,1.5\n,,\n"), COLUMNS);
  assert.equal(frame.columns, ["town", "2020", "__proto__"]);
  assert.equal(frame.rows(), [
    ["007", 1, 1.5],
    [null, null, null],
  ]);
});

test("typedCsv() passes over a header with a line break in a name", () => {
  const frame = typedCsv(Buffer.from('"a\nb",2020,c\nx,1,2\n'), COLUMNS);
  assert.equal(frame.rows(), [["x", 1, 2]]);
});

test("typedCsv() takes no value of another type, and no row with too many fields", () => {
  assert.throws(() => typedCsv(Buffer.from("a,b,c\nx,y,1\n"), COLUMNS), /could not parse `y`/);
  assert.throws(() => typedCsv(Buffer.from("a,b,c\nx,1,1,1\n"), COLUMNS), /more fields/);
});

test.run();
