import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { columnReader } from "../../frames/feed/column_reader.ts";
import { feedFrame } from "../../frames/feed/feed_frame.ts";
import { lastRecordReader } from "../../frames/feed/last_record_reader.ts";
import { sortOutRows } from "../../frames/feed/sort_out_rows.ts";
import { missingValue } from "../../frames/missing_value.ts";
import { STRICT } from "../../frames/mod.ts";
import { json, TINY, tinyRow } from "../helpers/feeds/tiny_feed.ts";

const column = (type: "number" | "string", missing: readonly (string | number)[]) => ({
  ...{ name: "temp", type, meaning: "" },
  missing,
});

test("missingValue() knows the texts, and in a column of numbers every way to write the number", () => {
  const isMissing = missingValue(column("number", [-99, "ND", "999.0"]));
  for (const text of ["-99", " -99.0 ", "-9.9e1", "ND", "999"]) assert.is(isMissing?.(text), true, text);
  for (const text of ["99", "nd", "", "-99x", "0x3e7"]) assert.is(isMissing?.(text), false, text);
  assert.is(missingValue(column("string", ["0"]))?.("0.0"), false);
  assert.is(missingValue(column("string", [])), undefined);
});

const schemaWith = (missing: readonly (string | number)[]) => ({
  ...TINY,
  columns: TINY.columns.map((each) => (each.name === "temp" ? { ...each, missing } : each)),
});

test("a feed with values that stand for none reads as plain JavaScript reads it, whichever way it is read", async () => {
  const values = fc.constantFrom<string | number | null>(
    -99,
    "-99",
    "-99.0",
    999,
    "ND",
    " ND ",
    8.5,
    "7",
    null,
  );
  const marks = fc.constantFrom<(string | number)[]>([-99], ["-99", "ND"], [999, "ND", -99], ["ND"], [7]);
  const wanted = (value: string | number | null, missing: readonly (string | number)[]) => {
    const text = String(value ?? "").trim();
    const isNone = missing.some(
      (mark) => String(mark) === text || Number(mark) === Number(text || Number.NaN),
    );
    return isNone || text === "" ? null : Number(text);
  };
  let read = 0;
  await fc.assert(
    fc.property(fc.array(values, { minLength: 1, maxLength: 6 }), marks, (given, missing) => {
      const temps = given.filter((value) => missing.includes("ND") || String(value).trim() !== "ND");
      if (temps.length === 0) return;
      read++;
      const schema = schemaWith(missing);
      const body = json(temps.map((temp, i) => ({ ...tinyRow({ idmun: String(i + 1) }), temp })));
      const expected = temps.map((temp) => wanted(temp, missing));
      assert.equal(feedFrame(body, schema, "feed.json").getColumn("temp").toArray(), expected);
      const sorted = sortOutRows(body, schema, STRICT, "feed.json");
      assert.equal(sorted.frame.getColumn("temp").toArray(), expected);
      const empty = temps.filter((temp) => temp === null).length;
      const marked = expected.filter((value) => value === null).length - empty;
      assert.equal(sorted.missing, marked === 0 ? [] : [{ column: "temp", rows: marked }]);
      assert.is(
        sorted.violations.range,
        expected.filter((temp) => temp !== null && (temp > 55 || temp < -30)).length,
      );
      for (const reader of [columnReader(schema, ["temp"]), lastRecordReader(schema)]) {
        reader.write(body);
        const end = reader.end();
        if (end === undefined) continue;
        const frame = "snapshot" in end ? end.snapshot : end;
        assert.equal(frame.getColumn("temp").toArray(), expected);
      }
    }),
  );
  assert.ok(read > 50);
});

test("a row whose key or time stands for none is a row without it", () => {
  const columns = TINY.columns.map((each) => (each.name === "idmun" ? { ...each, missing: [0] } : each));
  const body = json([tinyRow(), tinyRow({ idmun: "0" })]);
  assert.throws(() => feedFrame(body, { ...TINY, columns }, "f.json"), /Row 2 of "f.json": "idmun" is empty/);
});

test.run();
