import { readdirSync, readFileSync } from "node:fs";

const FOLDER = new URL("../../docs/json/", import.meta.url);
const ENDING = ".schema.json";

/** A JSON Schema, as far as the tests look into one. */
export type JsonSchema = {
  readonly $id?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
};

/** The schemas in `docs/json/`, by command: "config show", "error". */
export function jsonSchemas(): ReadonlyMap<string, JsonSchema> {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(ENDING));
  const texts = names.map((name) => readFileSync(new URL(name, FOLDER), "utf8"));
  const schemas = texts.map((text): JsonSchema => JSON.parse(text));
  return new Map(schemas.map((schema) => [String(schema.properties?.command?.const ?? "error"), schema]));
}
