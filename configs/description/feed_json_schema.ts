import { FEED_SCHEMA } from "./_feed_schema.ts";
import { FEED_WORDS } from "./_feed_words.ts";

/** A JSON Schema, or a part of one. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** As much of a schema of valibot, or of a rule in it, as this looks at. */
type Part = {
  readonly kind?: string;
  readonly type: string;
  readonly entries?: Readonly<Record<string, Part>>;
  readonly wrapped?: Part;
  readonly default?: unknown;
  readonly pipe?: readonly Part[];
  readonly options?: readonly unknown[];
  readonly item?: Part;
  readonly items?: readonly Part[];
  readonly rest?: Part;
  readonly key?: Part;
  readonly value?: unknown;
  readonly requirement?: unknown;
  readonly metadata?: { readonly pattern?: string };
};

/**
 * The JSON Schema (draft 7, which editors know) of a feed's description, made out of what
 * `parseFeed()` takes. What ties one part to another, such as that the key names columns, is left to that.
 *
 * @param id the address of the schema
 *
 * @example
 * ```ts
 * feedJsonSchema("https://example.org/feed.schema.json").required; // ["name", "urls", "clock", …]
 * ```
 */
export function feedJsonSchema(id: string): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    $id: id,
    title: "The description of a feed, for municlima's --feed",
    ...schemaOf(FEED_SCHEMA as unknown as Part, ""),
  };
}

function schemaOf(part: Part, path: string): JsonSchema {
  if (part.pipe !== undefined) return pipeOf(part.pipe, path);
  switch (part.type) {
    case "strict_object":
      return objectOf(part.entries ?? {}, path);
    case "optional":
      return { ...schemaOf(part.wrapped as Part, path), ...defaultOf(part.default) };
    case "exact_optional":
      return schemaOf(part.wrapped as Part, path);
    case "picklist":
      return { enum: part.options };
    case "union":
      return { anyOf: (part.options as readonly Part[]).map((option) => schemaOf(option, path)) };
    case "array":
      return { type: "array", items: schemaOf(part.item as Part, path) };
    case "tuple_with_rest":
      return { type: "array", minItems: part.items?.length, items: schemaOf(part.rest as Part, path) };
    case "record":
      return {
        type: "object",
        propertyNames: schemaOf(part.key as Part, path),
        additionalProperties: schemaOf(part.value as Part, path),
      };
    default:
      return { type: part.type };
  }
}

/** What a value must be, and the rules that JSON Schema has for it too. */
function pipeOf(given: readonly Part[], path: string): JsonSchema {
  const pipe = given.flatMap((part) => part.pipe ?? [part]);
  const what = pipe.findLast(({ kind, type }) => kind === "schema" && type !== "unknown") as Part;
  const rules = pipe.map(({ type, requirement }): JsonSchema => {
    if (type === "min_value") return { minimum: requirement };
    return type === "integer" ? { type: "integer" } : {};
  });
  const patterns = pipe.flatMap(({ type, requirement, metadata }) =>
    type === "regex" ? [(requirement as RegExp).source] : (metadata?.pattern ?? []),
  );
  const [pattern, ...more] = patterns;
  return Object.assign(
    {},
    schemaOf(what, path),
    ...rules,
    pattern === undefined ? {} : { pattern },
    more.length === 0 ? {} : { allOf: more.map((each) => ({ pattern: each })) },
  );
}

function objectOf(entries: Readonly<Record<string, Part>>, path: string): JsonSchema {
  const names = Object.keys(entries);
  const properties = names.map((name) => {
    const at = path === "" ? name : `${path}.${name}`;
    const description = FEED_WORDS[at] ?? FEED_WORDS[`*.${name}`];
    return [name, { description, ...schemaOf(entries[name] as Part, at) }];
  });
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: names.filter((name) => !/optional$/.test(entries[name]?.type ?? "")),
    additionalProperties: false,
  };
}

function defaultOf(value: unknown): JsonSchema {
  return typeof value === "object" ? {} : { default: value };
}
