import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { table } from "../../terminal/table.ts";

const SEEN = { rows: 5, noun: "town", width: 100 };

function lines(frame: pl.DataFrame, columns: readonly string[], more: Partial<typeof SEEN> = {}): string[] {
  return table(frame, columns, { ...SEEN, ...more }).split("\n");
}

test("table() puts figures to the right, texts to the left, and the columns in the order asked for", () => {
  const frame = pl.DataFrame({ temp: [6.25, 18], nmun: ["Abasolo", "Ahumada"], ides: [1, 20] });
  assert.equal(lines(frame, ["ides", "nmun", "temp"]), [
    "  ides  nmun      temp",
    "     1  Abasolo   6.25",
    "    20  Ahumada  18.00",
  ]);
});

test("table() gives the figures of a column the same decimals: as many as needed, two at most", () => {
  const frame = pl.DataFrame({ a: [6.6, 6.22], b: [0, 12], c: [0.5, 1], d: [1.239, -0.001], e: [2, 3.001] });
  assert.equal(lines(frame, ["a", "b", "c", "d", "e"]), [
    "     a   b    c     d  e",
    "  6.60   0  0.5  1.24  2",
    "  6.22  12  1.0  0.00  3",
  ]);
});

test("table() shows a null as a dash, never as a zero, and a time to the minute", () => {
  const frame = pl.DataFrame({
    hloc: [new Date("2026-08-26T02:00:00Z"), null],
    temp: [null, 0],
    prec: [null, null],
  });
  assert.equal(lines(frame, ["hloc", "temp", "prec"]), [
    "  hloc              temp  prec",
    "  2026-08-26 02:00     –  –",
    "  –                    0  –",
  ]);
});

test("table() shows the first rows and how many are left", () => {
  const frame = pl.DataFrame({ ides: [1, 2, 3, 4] });
  assert.equal(lines(frame, ["ides"], { rows: 2 }), ["  ides", "     1", "     2", "  … 2 more towns"]);
  assert.equal(lines(frame, ["ides"], { rows: 3 }).at(-1), "  … 1 more town");
  assert.equal(lines(frame, ["ides"], { rows: 4 }).length, 5);
});

test("table() leaves out a column that is not there, and shows the headers of no rows", () => {
  const frame = pl.DataFrame({ ides: [1], temp: [2] }).head(0);
  assert.equal(lines(frame, ["ides", "hr", "temp"]), ["  ides  temp"]);
});

test("table() cuts a long text, and a text's line breaks do not break the table", () => {
  const frame = pl.DataFrame({ nmun: ["Dolores Hidalgo Cuna de la Independencia Nacional", "San\n Juan"] });
  assert.equal(lines(frame, ["nmun"]), ["  nmun", "  Dolores Hidalgo Cuna de la In…", "  San Juan"]);
});

test("table() cuts texts shorter on a narrow screen, before it gives up a figure", () => {
  const frame = pl.DataFrame({ nmun: ["San Miguel Higueras de la Muestra"], temp: [6.25] });
  for (const width of [38, 30, 18]) {
    const [header = "", row = ""] = lines(frame, ["nmun", "temp"], { width });
    assert.is(header.length, width);
    assert.is(row.length, width);
    assert.match(row, /^ {2}San Migue.*… {2}6\.25$/);
  }
});

test("table() leaves out the last columns where the shortest texts are still too long, and names them", () => {
  const frame = pl.DataFrame({ nmun: ["San Miguel Higueras"], temp: [6.25], prec: [0] });
  assert.equal(lines(frame, ["nmun", "temp", "prec"], { width: 23 }), [
    "  nmun        temp",
    "  San Migue…  6.25",
    "  … 1 more column: prec",
  ]);
});

test.run();
