import * as fc from "fast-check";
import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { toCsv } from "../../../frames/mod.ts";
import { csvRows } from "../../helpers/feeds/csv_rows.ts";

const escaped = (name: string, cells: readonly (string | null)[]) =>
  csvRows(toCsv(pl.DataFrame([pl.Series(name, [...cells], pl.Utf8)]), "escape").toString());

test("toCsv() puts an apostrophe before what a spreadsheet would run, when told to escape", () => {
  const cells = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1", "\rx", "\nx"];
  assert.equal(
    escaped("nmun", cells).slice(1),
    cells.map((cell) => [`'${cell}`]),
  );
});

test("toCsv() leaves other texts, nulls and numbers as they are when told to escape, and every text when not", () => {
  const cells = ["Ahualulco", "a=1", "'=1", "1-2", "a\n=b"];
  assert.equal(
    escaped("nmun", cells).slice(1),
    cells.map((cell) => [cell]),
  );
  const frame = pl.DataFrame({ temp: [-3.5, null], town: ["=1", null] });
  assert.is(toCsv(frame, "escape").toString(), "temp,town\n-3.5,'=1\n,\n");
  assert.is(toCsv(frame).toString(), "temp,town\n-3.5,=1\n,\n");
});

test("toCsv() escapes the names of columns too", () => {
  assert.equal(escaped("=HYPERLINK(A1)", ["x"])[0], ["'=HYPERLINK(A1)"]);
});

test("toCsv() leaves no cell that starts as a formula does, and takes nothing away", async () => {
  const cell = fc.string({ unit: fc.constantFrom(..."=+-@＝＋－＠ \t\r\n'\",a1ñ"), minLength: 1 });
  await fc.assert(
    fc.property(fc.array(cell, { minLength: 1 }), (cells) => {
      const [, ...rows] = escaped("x", cells);
      for (const [at, [found = ""] = []] of rows.entries()) {
        assert.not.ok("=+-@＝＋－＠".includes(found.trimStart().charAt(0) || "."), JSON.stringify(found));
        assert.not.ok("\t\r\n".includes(found.charAt(0)), JSON.stringify(found));
        assert.ok([cells[at], `'${cells[at]}`].includes(found));
      }
      assert.is(rows.length, cells.length);
    }),
  );
});

test.run();
