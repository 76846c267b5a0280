import { readFile } from "node:fs/promises";
import { Ajv } from "ajv";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { FEED_WORDS } from "../../../configs/description/_feed_words.ts";
import { feedJsonSchema } from "../../../configs/description/feed_json_schema.ts";
import { parseFeed } from "../../../configs/description/parse_feed.ts";
import { describeFeed } from "../../../frames/mod.ts";
import { BAD_COLUMNS, BAD_PARTS, LEAST } from "../../helpers/feeds/bad_descriptions.ts";

const DOCS = new URL("../../../docs/", import.meta.url);
const TRACKED = JSON.parse(await readFile(new URL("feed.schema.json", DOCS), "utf8"));
const isValid = new Ajv({ allErrors: true, strict: true, strictTypes: false }).compile(TRACKED);
const example = async (name: string) => JSON.parse(await readFile(new URL(`feeds/${name}`, DOCS), "utf8"));

type Properties = { readonly [name: string]: { readonly description?: string } & Record<string, unknown> };

/** The path and schema of every part of a description. */
function parts(
  schema: Record<string, unknown>,
  path = "",
): [path: string, description: string | undefined][] {
  const {
    properties = {},
    items,
    anyOf = [],
  } = schema as {
    properties?: Properties;
    items?: Record<string, unknown>;
    anyOf?: Record<string, unknown>[];
  };
  return [
    ...Object.entries(properties).flatMap(([name, part]): [string, string | undefined][] => {
      const at = path === "" ? name : `${path}.${name}`;
      return [[at, part.description], ...parts(part, at)];
    }),
    ...[items ?? {}, ...anyOf].flatMap((part) => (Object.keys(part).length === 0 ? [] : parts(part, path))),
  ];
}

test('feedJsonSchema() is what docs/feed.schema.json holds: otherwise run "npm run feed-schema"', () => {
  assert.equal(JSON.parse(JSON.stringify(feedJsonSchema(TRACKED.$id))), TRACKED);
});

test("feedJsonSchema() says what every part is for, and no word is left over", () => {
  const found = parts(TRACKED);
  assert.ok(found.length > 60);
  for (const [path, description] of found) assert.ok(description, path);
  const words = new Set(found.map(([, description]) => description));
  for (const [path, text] of Object.entries(FEED_WORDS)) assert.ok(words.has(text), path);
});

test("feedJsonSchema() takes every part that parseFeed() takes, and parseFeed() every one that it names", () => {
  const title = { en: "Air", es: "Aire" };
  const terms = { mode: "evolve", at_most: 1 };
  const whole = { mode: "warn", at_most: 0 };
  const [first, ...columns] = LEAST.columns;
  const everything = {
    ...LEAST,
    $schema: TRACKED.$id,
    title,
    noun: { singular: "station", plural: title },
    attribution: "Somebody",
    license: { title: "CC BY 4.0", path: "https://creativecommons.org/licenses/by/4.0/" },
    synthetic: true,
    public_urls: true,
    known_gaps: {},
    headers: { Authorization: "Bearer ${AIR_TOKEN}" },
    rows: "data.items",
    columns: [
      { ...first, path: "a.b", meaning: "Key", unit: "", missing: [-99, "ND"], minimum: 0, maximum: 9 },
      ...columns.map((column) => (column.type === "datetime" ? { ...column, format: "iso8601" } : column)),
    ],
    labels: ["label"],
    means: [{ name: "mean", of: ["temp"], unit: "°C" }],
    expected: { towns: 2, records_per_town: 3 },
    contract: {
      ...{
        missing_column: terms,
        extra_column: terms,
        type: { ...terms, mode: "discard_row" },
        range: terms,
      },
      ...{ records: whole, duplicates: whole, fewer_towns: whole, fewer_records: whole },
    },
    max_age: { fetched: "3h", issued: "1d", published: "none", unchanged: "24h" },
    caps: { body_bytes: 1, text_bytes: 1, rows: 1, nesting: 1 },
  };
  assert.ok(isValid(everything), JSON.stringify(isValid.errors));
  parseFeed(everything, "everything.json");
  const given = new Set<string>();
  const collect = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const each of value) collect(each, path);
    else if (typeof value === "object" && value !== null)
      for (const [name, inside] of Object.entries(value)) {
        const at = path === "" ? name : `${path}.${name}`;
        given.add(at);
        collect(inside, at);
      }
  };
  collect(everything, "");
  const named = new Set(parts(TRACKED).map(([path]) => path));
  named.delete("noun.singular.en");
  named.delete("noun.singular.es");
  assert.equal([...given].filter((path) => path !== "headers.Authorization").sort(), [...named].sort());
});

test("feedJsonSchema() takes the examples of the docs, and what feed init makes of their bodies", async () => {
  for (const [name, body] of [
    ["air_quality", "air_quality.json"],
    ["daily", "daily.ndjson"],
  ] as const) {
    const description = await example(`${name}.feed.json`);
    assert.ok(isValid(description), JSON.stringify(isValid.errors));
    const bytes = await readFile(new URL(`feeds/${body}`, DOCS));
    const made = describeFeed(bytes, { name: "made", url: "https://example.org/x" }, body).description;
    assert.ok(isValid(made), JSON.stringify(isValid.errors));
    parseFeed(made, name);
  }
});

/** What only functions can tell, which JSON Schema has none of. */
const BEYOND =
  /IANA time zone|repeats the name|beside the time column|above its maximum|which is for|which every snapshot/;

test("feedJsonSchema() refuses what parseFeed() does, but for what ties parts together", () => {
  assert.ok(isValid(LEAST));
  let refused = 0;
  const bad = [
    ...BAD_PARTS,
    ...BAD_COLUMNS.map(([column, why]) => [{ columns: [...LEAST.columns, column] }, why] as const),
  ];
  for (const [part, why] of bad) {
    if (BEYOND.test(why)) continue;
    refused++;
    assert.not.ok(isValid(JSON.parse(JSON.stringify({ ...LEAST, ...part }))), why);
  }
  assert.ok(refused > 20);
});

test.run();
