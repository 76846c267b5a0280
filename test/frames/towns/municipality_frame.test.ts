import { test } from "uvu";
import * as assert from "uvu/assert";
import { municipalityFrame } from "../../../frames/towns/municipality_frame.ts";
import { failsWith } from "../../helpers/fails_with.ts";

const read = (csv: string) => municipalityFrame(new TextEncoder().encode(csv), "data.csv");

test("municipalityFrame() reads the public layout: CRLF and no newline at the end", () => {
  const frame = read("Cve_Ent,Cve_Mun,Value\r\n1,1,25\r\n32,58,1000");
  assert.equal(frame.toRecords(), [
    { Cve_Ent: 1, Cve_Mun: 1, Value: 25 },
    { Cve_Ent: 32, Cve_Mun: 58, Value: 1000 },
  ]);
  assert.equal(frame.dtypes.map(String), ["DataType(Int64)", "DataType(Int64)", "DataType(Int64)"]);
});

test("municipalityFrame() takes a byte order mark, zeros before a key, other columns and another order", () => {
  assert.equal(read('\ufeffname,Cve_Mun,Cve_Ent\n"a, b",004,01\n').toRecords(), [
    { name: "a, b", Cve_Mun: 4, Cve_Ent: 1 },
  ]);
});

test("municipalityFrame() gives a column the type that all its values have, late ones too", () => {
  const rows = Array.from({ length: 300 }, (_, i) => `1,${i + 1},${i < 299 ? i : 0.5}`);
  const values = read(`Cve_Ent,Cve_Mun,Value\n${rows.join("\n")}`).getColumn("Value");
  assert.is(String(values.dtype), "DataType(Float64)");
  assert.is(values.toArray()[299], 0.5);
});

test("municipalityFrame() refuses a wrong header, a bad or repeated key, ragged rows and an empty table", async () => {
  const cases: [string, RegExp][] = [
    [
      "cve_ent,cve_mun,Value\n1,1,2",
      /its header "cve_ent,cve_mun,Value" has no "Cve_Ent" and no "Cve_Mun"\./,
    ],
    [
      "Cve_Ent,Value\n1,1",
      /its header "Cve_Ent,Value" has no "Cve_Mun"\. Correct the file or add a newer one\.$/,
    ],
    ["Cve_Ent,Cve_Mun\n1,x", /row 1 has "x" in "Cve_Mun", not a whole number/],
    ["Cve_Ent,Cve_Mun\n1,1\n1.5,2", /row 2 has "1\.5" in "Cve_Ent", not a whole number/],
    ["Cve_Ent,Cve_Mun,Value\n1,,3", /row 1 has "" in "Cve_Mun", not a whole number/],
    ["Cve_Ent,Cve_Mun,Value\n1,2,3\n2,2,3\n1,2,9", /row 3 repeats the municipality 1-2\./],
    ["Cve_Ent,Cve_Mun\n01,2\n1,02", /row 2 repeats the municipality 1-2\./],
    ["Cve_Ent,Cve_Mun\n1,2,3", /it cannot be read as CSV: found more fields/],
    ["Cve_Ent,Cve_Mun,Value\n", /it has no rows/],
    ["", /it cannot be read as CSV: no data/],
  ];
  for (const [csv, message] of cases) {
    const failure = await failsWith("contract", message, () => read(csv));
    assert.match(failure.message, /^Cannot use the municipality table "data\.csv": /);
  }
});

test("municipalityFrame() refuses what Polars takes for a number and is none", async () => {
  for (const value of ["inf", "-inf", "NaN", "1e999"])
    await failsWith("contract", /"data\.csv".* row 2 has ".*" in "Value", not a finite number/, () =>
      read(`Cve_Ent,Cve_Mun,Value\n1,1,0.5\n1,2,${value}`),
    );
});

test("municipalityFrame() reads a quoted name as CSV means it, and refuses two of one name", async () => {
  const read = (header: string) =>
    municipalityFrame(new TextEncoder().encode(`Cve_Ent,Cve_Mun,${header}\n20,54,1,2`), "data.csv");
  assert.equal(read('"say ""so""","2020"').columns.slice(2), ['say "so"', "2020"]);
  await failsWith("contract", /it has two columns "a""\./, () => read('"a""",a"'));
});

test.run();
