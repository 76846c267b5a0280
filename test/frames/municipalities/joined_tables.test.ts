import { test } from "uvu";
import * as assert from "uvu/assert";
import { joinedTables } from "../../../frames/municipalities/joined_tables.ts";
import { failsWith } from "../../helpers/fails_with.ts";

const table = (name: string, ...lines: string[]) => ({
  name,
  path: `${name}.csv`,
  csv: new TextEncoder().encode(lines.join("\n")),
});

test("joinedTables() gives one table as it is", () => {
  const frame = joinedTables([table("data", "Pob,Cve_Ent,Cve_Mun", "5,1,1")]);
  assert.equal(frame.columns, ["Pob", "Cve_Ent", "Cve_Mun"]);
});

test("joinedTables() joins several by their key, and tells what one lacks and which column has another name", () => {
  const notes: string[] = [];
  const frame = joinedTables(
    [
      table("data", "Cve_Ent,Cve_Mun,Value,Pob", "20,54,1,10", "1,1,2,20"),
      table("census", "CVEGEO;Pob;Name", "01001;200;a", "19046;300;b"),
      table("z", "cve_ent,cve_mun,Pob", "1,1,7"),
    ],
    (note) => notes.push(note),
  );
  assert.equal(frame.toRecords(), [
    { Cve_Ent: 20, Cve_Mun: 54, Value: 1, Pob: 10, CVEGEO: null, Pob_census: null, Name: null, Pob_z: null },
    { Cve_Ent: 1, Cve_Mun: 1, Value: 2, Pob: 20, CVEGEO: "01001", Pob_census: 200, Name: "a", Pob_z: 7 },
    {
      Cve_Ent: 19,
      Cve_Mun: 46,
      Value: null,
      Pob: null,
      CVEGEO: "19046",
      Pob_census: 300,
      Name: "b",
      Pob_z: null,
    },
  ]);
  assert.equal(notes, [
    'The municipality table "data.csv" lacks 1 of 3 municipalities: its columns are empty there.',
    'The municipality table "census.csv" lacks 1 of 3 municipalities: its columns are empty there.',
    'The column "Pob" of "census.csv" is "Pob_census", as an earlier table has one of its name.',
    'The municipality table "z.csv" lacks 2 of 3 municipalities: its columns are empty there.',
    'The column "Pob" of "z.csv" is "Pob_z", as an earlier table has one of its name.',
  ]);
});

test("joinedTables() refuses a table without a key, one that repeats a municipality, and two columns of one name", async () => {
  const data = table("data", "Cve_Ent,Cve_Mun,Pob,Pob_b", "1,1,5,6");
  for (const [other, message] of [
    [table("b", "name,Pob", "x,1"), /"b\.csv": its header "name,Pob" has no "Cve_Ent"/],
    [table("b", "Cve_Ent,Cve_Mun", "1,1", "1,1"), /"b\.csv": line 3 repeats the municipality 1-1/],
    [
      table("b", "Cve_Ent,Cve_Mun,Pob", "1,1,2"),
      /"b\.csv": its column "Pob" would be "Pob_b", which there is already/,
    ],
  ] as const)
    await failsWith("contract", message, () => joinedTables([data, other]));
});

test.run();
