import { Buffer } from "node:buffer";
import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { csvHeader, headerOf } from "../../../frames/formats/csv_header.ts";
import { csvSchema, readTypedCsv, type TypedColumn } from "../../../frames/formats/read_csv.ts";
import { toCsv } from "../../../frames/formats/to_csv.ts";
import pl from "../../../frames/polars.ts";
import { failsWith } from "../../helpers/fails_with.ts";

function renamed(frame: pl.DataFrame, names: readonly string[]): pl.DataFrame {
  frame.columns = [...names];
  return frame;
}

/** Methods and properties of a frame, and of any object. `writeCSV` is left out, as `toCsv()` calls it. */
const MEMBERS = [
  ..."columns height width shape dtypes schema select sort head tail toRecords getColumn getColumns lazy rows row".split(
    " ",
  ),
  ..."rename join filter groupBy slice unique vstack rechunk clone drop inner _df toString then length name".split(
    " ",
  ),
  ..."constructor __proto__ prototype valueOf hasOwnProperty toJSON inspect".split(" "),
];
const NUMBERS = ["2020", "10", "0", "4294967294", "-1", "1.5", "01"];

/** A column's values, found without asking the frame for a property by name. */
function valuesOf(frame: pl.DataFrame): unknown[][] {
  const names = frame.columns.map((_, i) => `column ${i}`);
  const copy = renamed(frame, names);
  return names.map((name) => copy.getColumn(name).toArray());
}
const read = (csv: string, columns: readonly TypedColumn[], times?: pl.DataType) =>
  readTypedCsv(Buffer.from(csv), columns, "table.csv", times);
const types = (frame: pl.DataFrame) =>
  frame.dtypes.map((type) => String(type).replace(/^DataType\((.*)\)$/, "$1"));

test("readTypedCsv() gives each column its type, and takes none from the values", () => {
  const columns = ["integer", "number", "string", "datetime", "boolean"].map((type) => ({
    name: type[0] as string,
    type,
  }));
  const frame = read("i,n,s,d,b\n1,2,3,2026-11-24T14:00:00,true\n,,,,\n", columns);
  assert.equal(types(frame), ["Int64", "Float64", "String", "Datetime(us,)", "Bool"]);
  assert.equal(frame.rows(), [
    [1, 2, "3", new Date("2026-11-24T14:00:00Z"), true],
    [null, null, null, null, null],
  ]);
  assert.equal(types(read("i,n,s,d,b\n", columns)), types(frame));
  const text = read("i,n,s,d,b\n1,2,3,2026-11-24T14:00:00,true\n", columns, pl.Utf8);
  assert.is(text.getColumn("d").get(0), "2026-11-24T14:00:00");
});

test("readTypedCsv() puts columns whose names are whole numbers where they stand", () => {
  const columns = [
    { name: "nmun", type: "string" },
    { name: "2020", type: "number" },
    { name: "idmun", type: "integer" },
    { name: "10", type: "datetime" },
  ];
  const frame = read("nmun,2020,idmun,10\na,1.5,54,2026-11-24T14:00:00\n", columns);
  assert.equal(frame.columns, ["nmun", "2020", "idmun", "10"]);
  assert.equal(valuesOf(frame), [["a"], [1.5], [54], [new Date("2026-11-24T14:00:00Z")]]);
});

test("readTypedCsv() gives back what toCsv() wrote, whatever the columns are called", () => {
  const name = fc.oneof(
    fc.constantFrom(...MEMBERS),
    fc.constantFrom(...NUMBERS),
    fc.string({ unit: "grapheme" }),
  );
  const table = fc.uniqueArray(fc.record({ name, type: fc.constantFrom("string", "integer") }), {
    selector: ({ name }) => name,
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(table, (columns) => {
      const names = columns.map(({ name }) => name);
      const values = columns.map(({ type }, i) => (type === "string" ? [`"${i},`, null] : [i, i + 1]));
      const made = pl.DataFrame(
        columns.map(({ type }, i) =>
          type === "string"
            ? pl.Series(`column ${i}`, values[i] as string[], pl.Utf8)
            : pl.Series(`column ${i}`, values[i] as number[], pl.Float64).cast(pl.Int64),
        ),
      );
      const csv = toCsv(renamed(made, names));
      const frame = readTypedCsv(csv, columns, "table.csv");
      assert.equal(frame.columns, names);
      assert.equal(valuesOf(frame), values);
    }),
    { numRuns: 300 },
  );
});

test("readTypedCsv() refuses a header that is another one, and shows both", async () => {
  const columns = [
    { name: "ides", type: "integer" },
    { name: "2020", type: "number" },
  ];
  for (const header of [
    "",
    "ides",
    "2020,ides",
    "ides,2021",
    "ides,2020,more",
    "\ufeffides,2020",
    '"ides",2020',
  ]) {
    const { message } = await failsWith("contract", /^Cannot read "table\.csv": its header is /, () =>
      read(`${header}\n1,2\n`, columns),
    );
    assert.ok(
      message.endsWith(`is ${JSON.stringify(header)} and not "ides,2020". Restore it from a backup.`),
      message,
    );
  }
});

test("readTypedCsv() makes no null of a value of another type, and drops no field", async () => {
  const columns = [
    { name: "2020", type: "number" },
    { name: "ides", type: "integer" },
  ];
  for (const row of ["x,1", "1,1.5", "1,2,3"]) {
    await failsWith("contract", /^Cannot read "table\.csv": .+\. Restore it from a backup\.$/, () =>
      read(`2020,ides\n1,1\n${row}\n`, columns),
    );
  }
});

test("readTypedCsv() refuses a type that it does not know", async () => {
  await failsWith(
    "contract",
    /^Cannot read "table\.csv": its column "a" has the unknown type "map"\. Use/,
    () => read("a\n1\n", [{ name: "a", type: "map" }]),
  );
});

test("csvSchema() has its keys in the order of the columns, made up where JavaScript would move them", () => {
  const schema = (...names: string[]) =>
    Object.keys(
      csvSchema(
        names.map((name) => ({ name, type: "string" })),
        "table.csv",
      ),
    );
  assert.equal(schema("b", "a"), ["b", "a"]);
  assert.equal(schema("b", "2020", "a"), ["1: b", "2: 2020", "3: a"]);
  assert.equal(schema("1", "2"), ["1", "2"]);
  assert.equal(schema("a", "a"), ["1: a", "2: a"]);
});

test("csvHeader() is the first line, and headerOf() writes it as toCsv() does", () => {
  assert.is(csvHeader(Buffer.from("a,b")), "a,b");
  assert.is(csvHeader(Buffer.from("a,b\r\nc,d\r\n")), "a,b");
  assert.is(csvHeader(Buffer.from('"a\nb""\n",c\nd,e\n')), '"a\nb""\n",c');
  const names = ["a", "", 'b"c', "d,e", "f\ng", "h\ri", " j"];
  const csv = toCsv(renamed(pl.DataFrame(names.map((_, i) => pl.Series(`column ${i}`, [1]))), names));
  assert.is(csvHeader(csv), headerOf(names));
});

test.run();
