import type { DataPackage, PackageField, PackageResource } from "../../configs/mod.ts";
import { csvRows } from "./feeds/csv_rows.ts";

const PROFILE = /^https:\/\/datapackage\.org\/profiles\/2\.0\/(datapackage|tableschema)\.json$/;
const TYPES = [
  "string",
  "number",
  "integer",
  "boolean",
  "object",
  "array",
  "list",
  "datetime",
  "date",
  "time",
];

/** What in a descriptor is not as Data Package 2 and Table Schema 2 want it. */
export function descriptorProblems({ $schema, name, sources, licenses, resources }: DataPackage): string[] {
  const problems: string[] = [];
  const expect = (holds: boolean, what: string) => holds || problems.push(what);
  expect(PROFILE.test($schema), `profile ${$schema}`);
  expect(/^[a-z0-9._-]+$/.test(name), `name ${name}`);
  expect(
    sources.every(({ title, path }) => title !== "" && (path === undefined || URL.canParse(path))),
    "sources",
  );
  expect(licenses?.every(({ path = "https:" }) => path.startsWith("https:")) ?? true, "licenses");
  expect(resources.length > 0, "no resources");
  expect(new Set(resources.map((each) => each.name)).size === resources.length, "a name stands twice");
  for (const { name, path, type, bytes, hash, schema } of resources) {
    expect(/^[a-z0-9._-]+$/.test(name), `name ${name}`);
    expect(!/^([./~]|\w+:)|\.\.\//.test(path), `path ${path} leaves the folder`);
    expect(type === "table" && PROFILE.test(schema.$schema), `${name}: profile ${schema.$schema}`);
    expect(bytes === undefined || Number.isInteger(bytes), `${name}: bytes ${bytes}`);
    expect(hash === undefined || /^sha256:[0-9a-f]{64}$/.test(hash), `${name}: hash ${hash}`);
    const names = schema.fields.map((field) => field.name);
    expect(new Set(names).size === names.length && names.length > 0, `${name}: fields ${names}`);
    for (const field of schema.fields) {
      expect(TYPES.includes(field.type) && field.description !== "", `${name}: field ${field.name}`);
    }
    expect(
      schema.primaryKey.length > 0 && schema.primaryKey.every((key) => names.includes(key)),
      `${name}: key`,
    );
    for (const { fields, reference } of schema.foreignKeys ?? []) {
      const other = resources
        .find((each) => each.name === reference.resource)
        ?.schema.fields.map((each) => each.name);
      expect(
        fields.every((key) => names.includes(key)),
        `${name}: foreign key ${fields}`,
      );
      expect(fields.length === reference.fields.length, `${name}: foreign key ${fields}`);
      expect(
        reference.fields.every((key) => other?.includes(key) === true),
        `${name}: refers to ${reference.fields}`,
      );
    }
  }
  return problems;
}

/** What in a CSV is not as its resource says: header, types, missing values where there must be none, its key. */
export function tableProblems({ name, schema }: PackageResource, csv: string): string[] {
  const [header = [], ...rows] = csvRows(csv);
  const names = schema.fields.map((field) => field.name);
  if (header.join() !== names.join()) return [`${name}: header ${header} is not ${names}`];
  const problems = rows.flatMap((row, at) =>
    schema.fields.flatMap((field, i) => {
      const cell = row[i];
      const isGood = cell === undefined || cell === "" ? field.constraints === undefined : isOf(field, cell);
      return isGood && row.length === names.length
        ? []
        : [`${name}: row ${at + 1}, ${field.name}: "${cell}"`];
    }),
  );
  const keys = keysOf(csv, schema.primaryKey);
  return new Set(keys).size === keys.length ? problems : [...problems, `${name}: a key stands twice`];
}

/** The values of some columns of a CSV, row by row. */
export function keysOf(csv: string, columns: readonly string[]): string[] {
  const [header = [], ...rows] = csvRows(csv);
  return rows.map((row) => columns.map((column) => row[header.indexOf(column)]).join("-"));
}

function isOf({ type }: PackageField, cell: string): boolean {
  if (type === "integer") return /^-?\d+$/.test(cell);
  if (type === "number") return /^-?\d+(\.\d+)?(e-?\d+)?$/i.test(cell);
  if (type === "datetime") return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(cell);
  return true;
}
