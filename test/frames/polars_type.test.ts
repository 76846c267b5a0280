import { Buffer } from "node:buffer";
import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { polarsType } from "../../frames/polars_type.ts";

test("polarsType() holds whole numbers beyond 32 bits, and sums of them", () => {
  const big = pl
    .DataFrame({ n: ["3000000000", "3000000000"] })
    .select(pl.col("n").cast(polarsType("integer")));
  assert.equal(big.sum().row(0), [6_000_000_000]);
});

test("polarsType() types the columns of a CSV as the schema says", () => {
  const types = { n: polarsType("integer"), x: polarsType("number"), s: polarsType("string") };
  const frame = pl.readCSV(Buffer.from("n,x,s\n1,2,3\n"), { schema: types, ignoreErrors: false });
  assert.equal(frame.row(0), [1, 2, "3"]);
  assert.equal(frame.dtypes.map(String), ["DataType(Int64)", "DataType(Float64)", "DataType(String)"]);
});

test.run();
