import * as fc from "fast-check";
import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { toCsv } from "../../../frames/formats/to_csv.ts";

test("toCsv() writes a header, ISO times, nulls as nothing, and quotes what needs quotes", () => {
  const frame = pl
    .DataFrame({ hloc: ["2023-08-24 12:00", null], name: ['a, "b"', "ñ"], temp: [12.5, null] })
    .withColumn(pl.col("hloc").str.strptime(pl.Datetime("ms"), "%Y-%m-%d %H:%M"));
  assert.is(toCsv(frame).toString(), 'hloc,name,temp\n2023-08-24T12:00:00,"a, ""b""",12.5\n,ñ,\n');
});

test("toCsv() writes every float so that it reads back the same", async () => {
  await fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }), (values) => {
      const lines = toCsv(pl.DataFrame({ x: values }))
        .toString()
        .trim()
        .split("\n")
        .slice(1);
      assert.equal(lines.map(Number), values);
    }),
  );
});

test.run();
