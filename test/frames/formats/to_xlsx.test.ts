import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { read, type WorkBook } from "xlsx";
import { toXlsx } from "../../../frames/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { hostileTowns } from "../../helpers/feeds/hostile_towns.ts";
import { frameEqual } from "../../helpers/frame_equal.ts";

const opened = async (frame: pl.DataFrame, name = "towns") =>
  read(await toXlsx([{ name, frame }]), { cellFormula: true, cellNF: true });

/** The frame that a sheet holds, each cell by its own type. */
function frameOf(workbook: WorkBook, name: string, like: pl.DataFrame): pl.DataFrame {
  const sheet = workbook.Sheets[name] ?? {};
  const cell = (row: number, column: number) => sheet[`${String.fromCharCode(65 + column)}${row + 1}`];
  const columns = like.columns.map((header, c) => {
    assert.is(cell(0, c).v, header);
    const values = Array.from({ length: like.height }, (_, r) => {
      const found = cell(r + 1, c);
      return found === undefined ? null : found.z?.includes("hh") ? (found.v - 25_569) * 86_400_000 : found.v;
    });
    const dtype = String(like.dtypes[c]);
    const isNumber = /Int|Float|Datetime/.test(dtype);
    const series = pl.Series(
      header,
      isNumber ? values.map((value) => (typeof value === "number" ? value : null)) : values,
      isNumber ? pl.Float64 : like.dtypes[c],
    );
    if (dtype.includes("Datetime")) return series.round(0).cast(pl.Int64).cast(pl.Datetime("ms"));
    return dtype.includes("Int") ? series.cast(pl.Int64) : series;
  });
  return pl.DataFrame(columns);
}

test("toXlsx() writes a table that reads back equal: types, nulls, accents, marks, markup", async () => {
  const towns = hostileTowns();
  frameEqual(frameOf(await opened(towns), "towns", towns), towns);
});

test("toXlsx() writes every text as a text: no cell holds a formula", async () => {
  const sheet = (await opened(hostileTowns())).Sheets.towns ?? {};
  const cells = Object.entries(sheet).filter(([at]) => !at.startsWith("!"));
  assert.ok(cells.length > 100);
  for (const [at, cell] of cells) assert.is(cell.f, undefined, at);
  for (const [at, cell] of cells.filter(([at]) => /^C\d/.test(at))) assert.is(cell.t, "s", at);
});

test("toXlsx() makes a time a number of days that shows as a time, and nothing of what is no number", async () => {
  const frame = pl
    .DataFrame({ at: [new Date("2026-11-24T06:00:00Z")], x: [Number.NaN] })
    .withColumns(pl.col("at").cast(pl.Datetime("ms")));
  const { A2, B2 } = (await opened(frame)).Sheets.towns ?? {};
  assert.equal([A2.t, A2.v, A2.z, B2], ["n", 46350.25, "yyyy-mm-dd hh:mm", undefined]);
});

test("toXlsx() writes a carriage return so that XML keeps it", async () => {
  const workbook = read(await toXlsx([{ name: "a", frame: pl.DataFrame({ n: ["b\rc"] }) }]), {
    bookFiles: true,
  });
  const { files } = workbook as unknown as { files: Record<string, { content: Uint8Array }> };
  assert.match(new TextDecoder().decode(files["xl/sharedStrings.xml"]?.content), /b_x000D_c/);
});

test("toXlsx() keeps the header of a table without rows, and sheets in their order", async () => {
  const frame = pl.DataFrame({ nmun: ["x"] });
  const workbook = read(
    await toXlsx([
      { name: "b", frame: frame.head(0) },
      { name: "a", frame },
    ]),
  );
  assert.equal(workbook.SheetNames, ["b", "a"]);
  assert.equal([workbook.Sheets.b?.A1.v, workbook.Sheets.b?.A2], ["nmun", undefined]);
});

test("toXlsx() says what does not fit into an Excel sheet", async () => {
  const long = pl.DataFrame({ nmun: ["x".repeat(32_768)] });
  await failsWith("usage", /a text of 32768 characters, and a cell has room for 32767/, () =>
    toXlsx([{ name: "a", frame: long }]),
  );
  const high = pl.DataFrame([pl.Series("x", new Array(1_048_576).fill(1), pl.Float64)]);
  await failsWith("usage", /1048576 rows, and a sheet has room for 1048576 including its header/, () =>
    toXlsx([{ name: "a", frame: high }]),
  );
});

test.run();
