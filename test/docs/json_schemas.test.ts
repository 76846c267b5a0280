import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { VERBS } from "../../commands/verbs.ts";
import { type JsonSchema, jsonSchemas } from "../helpers/json_schemas.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

type Field = { readonly name: string; readonly at: string; readonly schema: JsonSchema };

/** Each field of a schema, at any depth. */
function fieldsOf(schema: JsonSchema, at: string): Field[] {
  const { properties = {}, items, anyOf = [], additionalProperties } = schema;
  const inner = [items, ...anyOf, additionalProperties].filter((one) => typeof one === "object");
  return [
    ...inner.flatMap((one) => fieldsOf(one, at)),
    ...Object.entries(properties).flatMap(([name, field]) => [
      { name, at, schema: field },
      ...fieldsOf(field, `${at}.${name}`),
    ]),
  ];
}

/** The types of a field's values; whether it may be null makes no other field of it. */
function typesOf({ type = [], anyOf = [] }: JsonSchema): string[] {
  const types = [...[type].flat(), ...anyOf.flatMap(typesOf)].filter((one) => one !== "null");
  return [...new Set(types)].sort();
}

const fields = [...jsonSchemas()].flatMap(([command, schema]) => fieldsOf(schema, command));

test("json_schemas: what is tracked is what the types of the results tell", async () => {
  const args = ["--import", "tsx", "docs/json_schemas.ts", "--check"];
  await promisify(execFile)("node", args, { cwd: ROOT });
});

test("json_schemas: there is one for each command, and one for what failed", () => {
  const commands = VERBS.map(({ name }) => name);
  assert.equal([...jsonSchemas().keys()].sort(), [...commands, "error"].sort());
});

test("json_schemas: every field is snake_case; what data names, such as columns, is no field", () => {
  assert.ok(fields.length > 300, "the fields were found");
  const others = fields.filter(({ name }) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name));
  assert.equal(others, []);
});

test("json_schemas: a field has the same type wherever it occurs, but that it may be null", () => {
  const types = new Map<string, Map<string, string>>();
  for (const { name, at, schema } of fields) {
    const found = types.get(name) ?? new Map<string, string>();
    types.set(name, found.set(typesOf(schema).join(" or "), at));
  }
  const unlike = [...types].filter(([, found]) => found.size > 1);
  assert.equal(
    unlike.map(([name, found]) => [name, Object.fromEntries(found)]),
    [],
  );
});

test.run();
