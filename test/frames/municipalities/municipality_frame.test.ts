import * as fc from "fast-check";
import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { municipalityFrame } from "../../../frames/municipalities/municipality_frame.ts";
import { failsWith } from "../../helpers/fails_with.ts";

const bytes = (csv: string) => new TextEncoder().encode(csv);
const read = (csv: string | Uint8Array, notes: string[] = []) =>
  municipalityFrame(typeof csv === "string" ? bytes(csv) : csv, "data.csv", (note) => notes.push(note));
const notesOf = (csv: string | Uint8Array) => {
  const notes: string[] = [];
  read(csv, notes);
  return notes.map((note) => note.replace('The municipality table "data.csv" ', ""));
};
const typesOf = (frame: pl.DataFrame) => frame.dtypes.map((type) => String(type).replace("DataType", ""));

test("municipalityFrame() reads the public layout: CRLF and no newline at the end", () => {
  const frame = read("Cve_Ent,Cve_Mun,Value\r\n1,1,25\r\n32,58,1000");
  assert.equal(frame.toRecords(), [
    { Cve_Ent: 1, Cve_Mun: 1, Value: 25 },
    { Cve_Ent: 32, Cve_Mun: 58, Value: 1000 },
  ]);
  assert.equal(typesOf(frame), ["(Int64)", "(Int64)", "(Int64)"]);
  assert.equal(notesOf("Cve_Ent,Cve_Mun,Value\n1,1,25"), []);
});

test("municipalityFrame() takes a byte order mark, zeros before a key, other columns and another order", () => {
  assert.equal(read('\ufeffname,Cve_Mun,Cve_Ent\n"a, b",004,01\n').toRecords(), [
    { name: "a, b", Cve_Mun: 4, Cve_Ent: 1 },
  ]);
});

test("municipalityFrame() finds keys by their names in any case, with blanks about them and underscores or not", () => {
  for (const header of ["CVE_ENT,CVE_MUN,POB", "cve_ent, cve_mun, POB", "CveEnt,Cve Mun,POB"]) {
    const frame = read(`${header}\n1, 2, 3`);
    assert.equal(frame.columns, ["Cve_Ent", "Cve_Mun", "POB"], header);
    assert.equal(frame.rows(), [[1, 2, 3]]);
  }
});

test("municipalityFrame() splits a key that holds both, and leaves it as the text that it is", () => {
  for (const name of ["CVEGEO", "cvegeo", "CVE"]) {
    const frame = read(`${name},Pob\n01001,7\n32058,8\n`);
    assert.equal(frame.columns, ["Cve_Ent", "Cve_Mun", name, "Pob"]);
    assert.equal(frame.rows(), [
      [1, 1, "01001", 7],
      [32, 58, "32058", 8],
    ]);
  }
  // Where both are there, the two keys are the key.
  assert.equal(read("CVEGEO,CVE_ENT,CVE_MUN\n01001,1,1").columns, ["CVEGEO", "Cve_Ent", "Cve_Mun"]);
  // A spreadsheet takes the zero away.
  assert.equal(read("CVEGEO\n1001").rows(), [[1, 1, 1001]]);
});

test("municipalityFrame() takes semicolons, tabs, bars, Excel's first line, and the line ends of any system", () => {
  const expected = [
    [1, 1, 5],
    [1, 2, 6],
  ];
  for (const [delimiter, end] of [
    [";", "\r\n"],
    ["\t", "\n"],
    ["|", "\n"],
    [",", "\r"],
  ]) {
    const csv = ["Cve_Ent,Cve_Mun,Value", "1,1,5", "1,2,6"].join(end).replaceAll(",", delimiter ?? "");
    assert.equal(read(csv).rows(), expected, JSON.stringify([delimiter, end]));
  }
  assert.equal(read("sep=;\r\nCve_Ent;Cve_Mun;Value\r\n1;1;5\r\n1;2;6\r\n").rows(), expected);
});

test("municipalityFrame() passes over rows without a value, and over columns without a name and a value", () => {
  for (const rest of ["\n\n", ",,\n,,\n", "   \n", '"",,\n'])
    assert.is(read(`Cve_Ent,Cve_Mun,Value\n1,1,5\n${rest}`).height, 1, JSON.stringify(rest));
  assert.equal(read("Cve_Ent,Cve_Mun,Value,,\n1,1,5,,\n").columns, ["Cve_Ent", "Cve_Mun", "Value"]);
});

test("municipalityFrame() reads what is not UTF-8 as Windows-1252, in the header too, and says so", () => {
  const latin1 = Uint8Array.from(Buffer.from("Cve_Ent,Cve_Mun,Población\n1,1,León\n", "latin1"));
  const frame = read(latin1);
  assert.equal([frame.columns[2], frame.row(0)[2]], ["Población", "León"]);
  assert.equal(notesOf(latin1), ["is not UTF-8 and was read as Windows-1252 (Latin-1)."]);
  const euro = Uint8Array.from([...bytes("Cve_Ent,Cve_Mun,a\n1,1,"), 0x80]);
  assert.equal(read(euro).row(0)[2], "€");
  const utf16 = Uint8Array.from([0xff, 0xfe, ...Buffer.from("Cve_Ent,Cve_Mun,a\n1,1,ñ\n", "utf16le")]);
  assert.equal(read(utf16).row(0), [1, 1, "ñ"]);
});

test("municipalityFrame() leaves codes as they are: in quotes, or with zeros before them", () => {
  const frame = read('Cve_Ent,Cve_Mun,CVEGEO,CP,n,q\n1,1,"01001",00001,5,"7"\n1,2,"01002",20000,6,"8"\n');
  assert.equal(typesOf(frame).slice(2), ["(String)", "(String)", "(Int64)", "(String)"]);
  assert.equal(frame.row(1).slice(2), ["01002", "20000", 6, "8"]);
  // Where every value is in quotes, keys too, quotes say nothing.
  assert.equal(typesOf(read('"Cve_Ent","Cve_Mun","n"\n"1","2","3"')), ["(Int64)", "(Int64)", "(Int64)"]);
});

test("municipalityFrame() takes a mark for null in a column of numbers, and a thousands separator, and says which", () => {
  const csv = 'Cve_Ent,Cve_Mun,Pob,Area\n1,1,"20,002",N/D\n1,2,9002,1.5\n1,3,*,NA\n1,4,,2\n';
  const frame = read(csv.replace('"20,002"', "20002"));
  assert.equal(frame.getColumn("Pob").toArray(), [20002, 9002, null, null]);
  assert.equal(frame.getColumn("Area").toArray(), [null, 1.5, null, 2]);
  assert.equal(read(csv).getColumn("Pob").toArray(), [20002, 9002, null, null]);
  assert.equal(notesOf(csv), [
    'has no number in "Pob" but "*" in line 4: taken for null.',
    'has thousands separators in "Pob", "20,002" in line 2: taken for numbers.',
    'has no number in "Area" but "N/D" in line 2, "NA" in line 4: taken for null.',
  ]);
});

test("municipalityFrame() says why a column that is mostly numbers is text", () => {
  const csv = "Cve_Ent,Cve_Mun,Pob,Name\n1,1,5,a\n1,2,6,b\n1,3,some,c\n";
  assert.equal(notesOf(csv), ['has "Pob" as text, because of "some" in line 4.']);
  assert.equal(read(csv).getColumn("Pob").toArray(), ["5", "6", "some"]);
});

test("municipalityFrame() keeps whole numbers exact that a float cannot hold", () => {
  const frame = read("Cve_Ent,Cve_Mun,id,huge\n1,1,9007199254740993,99999999999999999999\n");
  assert.equal(typesOf(frame).slice(2), ["(Int64)", "(Float64)"]);
  assert.is(frame.getColumn("id").cast(pl.Utf8).toArray()[0], "9007199254740993");
});

test("municipalityFrame() gives a column the type that all its values have, as Polars' reader does", async () => {
  const cell = fc.oneof(
    fc.integer({ min: -1_000_000, max: 1_000_000 }).map(String),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value.toFixed(3)),
    fc.constantFrom("", "a", "León", "true", "2020-01-01", "x y"),
  );
  const whole = fc.integer({ min: -1_000_000, max: 1_000_000 }).map(String);
  const column = (of: fc.Arbitrary<string>) => fc.array(of, { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.property(fc.oneof(column(cell), column(whole)), (values) => {
      const csv = ["Cve_Ent,Cve_Mun,v", ...values.map((value, i) => `1,${i + 1},${value}`)].join("\n");
      const expected = pl.readCSV(Buffer.from(csv), { inferSchemaLength: csv.length, ignoreErrors: false });
      const [mine, theirs] = [read(csv), expected].map((frame) => frame.getColumn("v"));
      // All empty or all alike but for a mark, text or a code is this reader's own matter.
      if (values.every((value) => value === "")) return;
      assert.equal(String(mine?.dtype), String(theirs?.dtype), csv);
      assert.equal(mine?.toArray(), theirs?.toArray());
    }),
    { numRuns: 200 },
  );
});

test("municipalityFrame() refuses a header without keys, a bad or repeated key, ragged rows and an empty table", async () => {
  const cases: [string, RegExp][] = [
    [
      "a,b,Value\n1,1,2",
      /its header "a,b,Value" has no "Cve_Ent" and "Cve_Mun", and no "CVEGEO" that holds both\./,
    ],
    ["Cve_Ent,Value\n1,1", /its header "Cve_Ent,Value" has no .*Correct the file or add a newer one\.$/],
    ["Cve_Ent,Cve_Mun\n1,x", /line 2 has "x" in "Cve_Mun", not a whole number/],
    ["Cve_Ent,Cve_Mun\n1,1\n\n1.5,2", /line 4 has "1\.5" in "Cve_Ent", not a whole number/],
    ["Cve_Ent,Cve_Mun,Value\n1,,3", /line 2 has "" in "Cve_Mun", not a whole number/],
    ["CVEGEO,Value\n123,3", /line 2 has "123" in "CVEGEO", not the five digits of a municipality/],
    ["Cve_Ent,Cve_Mun,Value\n1,2,3\n2,2,3\n1,2,9", /line 4 repeats the municipality 1-2 of line 2\./],
    ["Cve_Ent,Cve_Mun\n01,2\n1,02", /line 3 repeats the municipality 1-2 of line 2\./],
    ["Cve_Ent,Cve_Mun\n1,2,3", /line 2 has 3 fields, and the header 2\./],
    ["Cve_Ent,Cve_Mun,\n1,2,3", /its column 3 has values and no name\./],
    ["Cve_Ent,Cve_Mun,Value\n", /it has no rows/],
    ["", /it is empty/],
  ];
  for (const [csv, message] of cases) {
    const failure = await failsWith("contract", message, () => read(csv));
    assert.match(failure.message, /^Cannot use the municipality table "data\.csv": /);
  }
});

test("municipalityFrame() keeps texts as they are: blanks, line ends, and no characters where that is in quotes", () => {
  const csv = 'Cve_Ent,Cve_Mun,note\r\n1,1," two\r\nlines "\r\n1,2,""\r\n1,3,\r\n1,4, x\r\n';
  assert.equal(read(csv).getColumn("note").toArray(), [" two\r\nlines ", "", null, " x"]);
});

test("municipalityFrame() counts the lines of the file, also where a text has some of its own", async () => {
  await failsWith("contract", /line 5 has "x" in "Cve_Mun"/, () =>
    read('sep=,\nCve_Ent,Cve_Mun,note\n1,1,"a\nb"\n1,x,c\n'),
  );
});

test("municipalityFrame() takes nothing for a number that is not finite", () => {
  for (const value of ["inf", "-inf", "1e999"]) {
    const csv = `Cve_Ent,Cve_Mun,Value\n1,1,0.5\n1,2,7\n1,3,${value}`;
    assert.equal(notesOf(csv), [`has "Value" as text, because of "${value}" in line 4.`]);
    assert.is(read(csv).getColumn("Value").toArray()[2], value);
  }
  assert.equal(read("Cve_Ent,Cve_Mun,Value\n1,1,0.5\n1,2,NaN").getColumn("Value").toArray(), [0.5, null]);
});

test("municipalityFrame() reads a quoted name as CSV means it, and refuses two of one name", async () => {
  const named = (header: string) => read(`Cve_Ent,Cve_Mun,${header}\n20,54,1,2`);
  assert.equal(named('"say ""so""","2020"').columns.slice(2), ['say "so"', "2020"]);
  await failsWith("contract", /it has two columns "a""\./, () => named('"a""",a"'));
});

test.run();
