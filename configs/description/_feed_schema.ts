import { IANAZone } from "luxon";
import * as v from "valibot";
import { STRICT } from "../../frames/contract.ts";
import { durationSeconds } from "../ages/duration.ts";
import { fillIn } from "../fill_in.ts";

const matching = (pattern: RegExp, rule: string) => v.pipe(v.string(), v.regex(pattern, rule));
const name = matching(
  /^[A-Za-z_][A-Za-z0-9_]*$/,
  "must be letters, digits and underscores, not starting with a digit",
);
const text = matching(/\S/, "must not be empty");
const number = v.pipe(v.number(), v.finite("must be finite"));
const count = v.pipe(v.number(), v.integer("must be of type integer"), v.minValue(1, "must be at least 1"));
const VARIABLES = "must name its variables as in ${AIR_TOKEN}";
/** For the JSON Schema, which knows no functions: a "${" begins the name of a variable. */
const NAMED = v.metadata<string, { readonly pattern: string }>({
  pattern: "^([^$]|\\$(?!\\{)|\\$\\{[A-Za-z_][A-Za-z0-9_]*\\})*$",
});
const url = v.pipe(
  v.string(),
  v.metadata({ pattern: "^[Hh][Tt][Tt][Pp][Ss]?://([^/?#]*@)?[^/?#$]+([/?#]|$)" }),
  NAMED,
  v.check(isHttpUrl, "must be an http or https URL"),
  v.check(hasNamedVariables, VARIABLES),
  v.check(hasPlainHost, "must not have a variable in its host"),
);

/** An object of these parts and no others. Valibot's own takes an array for an object. */
const objectOf = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(v.unknown(), v.check(isNoArray, "must be of type object"), v.strictObject(entries));

const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  v.picklist(values, `must be one of ${values.map((value) => JSON.stringify(value)).join(", ")}`);

const headers = v.pipe(
  v.unknown(),
  v.check(isNoArray, "must be of type object"),
  v.record(
    matching(/^[\w!#$%&'*+.^`|~-]+$/, "must be the name of an HTTP header"),
    v.pipe(
      matching(/^[\t\x20-\x7e]*$/, "must be printable ASCII on one line"),
      v.check(hasNamedVariables, VARIABLES),
      NAMED,
    ),
  ),
);

const duration = v.pipe(
  v.string(),
  v.check(
    (given) => given === "none" || durationSeconds(given) !== undefined,
    'must be a duration, such as "3h" or "2d", or "none"',
  ),
);

const path = matching(
  /^[^.\s][^.]*(\.[^.]+)*$/,
  'must be names with dots between them, as in "location.lat"',
);

// An empty one is still to be filled in.
const unit = v.string();

const column = objectOf({
  name,
  path: v.exactOptional(path),
  type: oneOf("integer", "number", "string", "datetime"),
  format: v.exactOptional(oneOf("yyyymmddthh", "iso8601", "epoch_seconds", "epoch_milliseconds")),
  meaning: v.optional(v.string(), ""),
  unit: v.exactOptional(unit),
  missing: v.exactOptional(v.array(v.union([text, number], "must be a text or a number"))),
  minimum: v.exactOptional(number),
  maximum: v.exactOptional(number),
});

const mean = objectOf({ name, of: v.tupleWithRest([name], name), unit: v.exactOptional(unit) });

const shareOf = (share: number) => v.optional(v.pipe(number, v.minValue(0, "must not be negative")), share);
const MODES = ["freeze", "discard_row", "discard_value", "evolve"] as const;
const terms = <const Modes extends readonly (typeof MODES)[number][]>(...modes: Modes) =>
  objectOf({ mode: oneOf(...modes), at_most: shareOf(0.01) });
const ofFeed = objectOf({ mode: oneOf("fail", "warn"), at_most: shareOf(0) });

/** What a user's own feed has beyond its columns is left out, and told of. */
export const LEFT_OUT = { mode: "evolve", at_most: 1 } as const;

const title = v.union(
  [text, objectOf({ en: text, es: v.exactOptional(text) })],
  'must be a text or { "en", "es" }',
);

/**
 * The shape of a feed's description. What a user's own feed may leave out has a default here, or is marked
 * optional where `parse_feed.ts` derives it from the rest.
 */
export const FEED_SCHEMA = objectOf({
  $schema: v.exactOptional(v.string()),
  name: matching(
    /^[a-z0-9][a-z0-9-]*$/,
    "must be small letters, digits and hyphens, not starting with a hyphen",
  ),
  title: v.exactOptional(title),
  noun: v.exactOptional(objectOf({ singular: title, plural: title })),
  attribution: v.exactOptional(text),
  license: v.exactOptional(objectOf({ title: text, path: v.exactOptional(url) })),
  synthetic: v.optional(v.boolean(), false),
  urls: v.tupleWithRest([url], url),
  public_urls: v.exactOptional(v.boolean()),
  headers: v.optional(headers, {}),
  clock: v.pipe(v.string(), v.check(IANAZone.isValidZone, "must be an IANA time zone")),
  known_gaps: v.exactOptional(v.record(text, text)),
  rows: v.exactOptional(path),
  columns: v.array(column),
  key: v.tupleWithRest([name], name),
  time: name,
  labels: v.optional(v.array(name), []),
  means: v.optional(v.array(mean), []),
  // The least that is not an empty feed.
  expected: v.optional(objectOf({ towns: v.optional(count, 1), records_per_town: v.optional(count, 1) }), {}),
  contract: v.exactOptional(
    objectOf({
      missing_column: v.optional(terms(...MODES), STRICT.missing_column),
      extra_column: v.optional(terms(...MODES), LEFT_OUT),
      type: v.optional(terms("freeze", "discard_row", "discard_value"), STRICT.type),
      range: v.optional(terms(...MODES), STRICT.range),
      records: v.optional(ofFeed, STRICT.records),
      duplicates: v.optional(ofFeed, STRICT.duplicates),
      fewer_towns: v.optional(ofFeed, STRICT.fewer_towns),
      fewer_records: v.optional(ofFeed, STRICT.fewer_records),
    }),
  ),
  max_age: v.exactOptional(
    objectOf({
      fetched: v.exactOptional(duration),
      issued: v.exactOptional(duration),
      published: v.exactOptional(duration),
      unchanged: v.exactOptional(duration),
    }),
  ),
  // The room that a whole country's hourly forecast takes, several times over.
  caps: v.optional(
    objectOf({
      body_bytes: v.optional(count, 64_000_000),
      text_bytes: v.optional(count, 400_000_000),
      rows: v.optional(count, 1_000_000),
      nesting: v.optional(count, 20),
    }),
    {},
  ),
});

function isNoArray(value: unknown): boolean {
  return !Array.isArray(value);
}

function hasNamedVariables(value: string): boolean {
  return !fillIn(value, () => "").includes("${");
}

/** A host is written wherever its feed is told of. */
function hasPlainHost(value: string): boolean {
  return !URL.canParse(value) || !new URL(value).host.includes("$");
}

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
