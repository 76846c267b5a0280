import { test } from "uvu";
import * as assert from "uvu/assert";
import { columnTable } from "../../terminal/column_table.ts";

const SHAPE = { rows: 2, noun: "town", width: 100 };

test("columnTable() keeps the order of its columns, whatever stands above them, and two of one name", () => {
  const columns = ["b", "2020", "__proto__", "b"].map((header, i) => ({ header, values: [i] }));
  assert.is(columnTable(columns, SHAPE), "  b  2020  __proto__  b\n  0     1          2  3");
});

test("columnTable() shows the first rows, and says how many more there are", () => {
  const columns = [{ header: "nmun", values: ["A", "B", "C"] }];
  assert.is(columnTable(columns, SHAPE), "  nmun\n  A\n  B\n  … 1 more town");
  assert.is(columnTable(columns, { ...SHAPE, of: 2463 }), "  nmun\n  A\n  B\n  … 2,461 more towns");
  assert.is(columnTable([], SHAPE), "");
});

test.run();
