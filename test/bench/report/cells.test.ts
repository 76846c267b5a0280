import { test } from "uvu";
import * as assert from "uvu/assert";
import { seconds, table } from "../../../bench/report/cells.ts";

test("seconds() keeps three digits, and milliseconds below a tenth", () => {
  assert.equal([123.4, 12.34, 1.234, 0.0456].map(seconds), ["123 s", "12.3 s", "1.23 s", "0.046 s"]);
});

test("table() aligns its columns", () => {
  assert.is(
    table(["who", "MB"], [["DuckDB", "110"]]),
    "| who    |  MB |\n|:-------|----:|\n| DuckDB | 110 |",
  );
});

test.run();
