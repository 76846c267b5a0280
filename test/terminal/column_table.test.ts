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

test("columnTable() shortens texts first, then names the columns that do not fit, and says how to see all", () => {
  const columns = ["nmun", "temp", "records", "hloc_first"].map((header, i) => ({
    header,
    values: [i === 0 ? "A name of many words" : 1234],
  }));
  const at = (width: number) =>
    columnTable(columns, { ...SHAPE, width, all: "`--format csv` shows all" }).split("\n");
  assert.is(at(60)[1], "  A name of many words  1234     1234        1234");
  assert.is(at(45)[1], "  A name of many …  1234     1234        1234");
  assert.equal(at(62).length, 2);
  assert.equal(at(33), [
    "  nmun        temp  records",
    "  A name of…  1234     1234",
    "  … 1 more column (`--format csv` shows all)",
  ]);
  assert.is(
    columnTable(columns, { ...SHAPE, width: 30 })
      .split("\n")
      .at(-1),
    "  … 1 more column: hloc_first",
  );
  assert.is(
    columnTable(columns, { ...SHAPE, width: 26 })
      .split("\n")
      .at(-1),
    "  … 2 more columns",
  );
});

test("columnTable() breaks no line of a terminal, however narrow it is", () => {
  const columns = Array.from({ length: 9 }, (_, i) => ({
    header: `a_column_with_a_rather_long_name_of_its_own_that_nothing_holds_${i}`,
    values: ["text", null, 1.5],
  }));
  for (const width of [60, 80, 100, 120])
    for (const line of columnTable(columns, { ...SHAPE, width }).split("\n"))
      assert.ok(line.length <= width, `${line.length} in ${width}: ${line}`);
});

test("columnTable() cuts nothing where nothing limits the width", () => {
  const text = "x".repeat(200);
  const columns = Array.from({ length: 40 }, (_, i) => ({ header: `column_${i}`, values: [text] }));
  const shown = columnTable(columns, { ...SHAPE, width: Number.POSITIVE_INFINITY });
  assert.is(shown.split("\n")[1], `  ${columns.map(() => text).join("  ")}`);
});

test("columnTable() dims the headers, and puts below them what each column is about", () => {
  const columns = [
    { header: "nmun", about: "text", values: ["A"] },
    { header: "n", about: "integer", values: [1n] },
  ];
  const style = { dim: (text: string) => `dim(${text})` };
  assert.is(
    columnTable(columns, { ...SHAPE, style }),
    "dim(  nmun        n)\ndim(  text  integer)\n  A           1",
  );
});

test.run();
