import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { describeColumns } from "../../frames/describe_columns.ts";
import { polarsType } from "../../frames/polars_type.ts";
import type { ColumnType } from "../../frames/schema.ts";
import { TINY } from "../helpers/feeds/tiny_feed.ts";

const empty = (types: Readonly<Record<string, pl.DataType>>) =>
  pl.DataFrame(
    Object.entries(types).map(([name, type]) => pl.Series(name, [] as number[], pl.Float64).cast(type)),
  );

test("describeColumns() gives names and types in the frame's order, and units where there are some", () => {
  const frame = pl.DataFrame({ nmun: ["Zahuatlán"], temp: [12.5], prec: [0.5] });
  assert.equal(
    describeColumns(
      frame,
      new Map([
        ["prec", "mm"],
        ["temp", "°C"],
        ["hr", "%"],
      ]),
    ),
    [
      { name: "nmun", type: "string" },
      { name: "temp", type: "number", unit: "°C" },
      { name: "prec", type: "number", unit: "mm" },
    ],
  );
});

test("describeColumns() gives a column without a unit no such key", () => {
  const [described = {}] = describeColumns(pl.DataFrame({ temp: [12.5] }), new Map([["prec", "mm"]]));
  assert.equal(Object.keys(described), ["name", "type"]);
});

test("describeColumns() gives a feed's columns the types of their schema", () => {
  const types = TINY.columns.map(({ name, type }): [string, pl.DataType] => [name, polarsType(type)]);
  const described = describeColumns(empty(Object.fromEntries(types)));
  assert.equal(
    described,
    TINY.columns.map(({ name, type }) => ({ name, type })),
  );
});

test("describeColumns() knows every type that a table's columns may have", () => {
  const cases: [pl.DataType, ColumnType | "boolean"][] = [
    [pl.Int8, "integer"],
    [pl.Int32, "integer"],
    [pl.Int64, "integer"],
    [pl.UInt32, "integer"],
    [pl.Float32, "number"],
    [pl.Float64, "number"],
    [pl.Utf8, "string"],
    [pl.Bool, "boolean"],
    [pl.Datetime("ms"), "datetime"],
    [pl.Datetime("us"), "datetime"],
  ];
  for (const [dtype, type] of cases) {
    assert.equal(describeColumns(empty({ x: dtype })), [{ name: "x", type }], String(dtype));
  }
});

test("describeColumns() goes by the type, not by the values or the name", () => {
  const frame = pl.DataFrame([
    pl.Series("Int", ["1"], pl.Utf8),
    pl.Series("Datetime", [null], pl.Float64),
    pl.Series("height", [true], pl.Bool),
  ]);
  assert.equal(
    describeColumns(frame).map(({ type }) => type),
    ["string", "number", "boolean"],
  );
});

test("describeColumns() of a frame without columns is empty", () => {
  assert.equal(describeColumns(pl.DataFrame(), new Map([["temp", "°C"]])), []);
});

test.run();
