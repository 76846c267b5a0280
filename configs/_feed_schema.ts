import { IANAZone } from "luxon";
import * as z from "zod";
import { STRICT } from "../frames/contract.ts";

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const name = z.string().regex(NAME, "must be letters, digits and underscores, not starting with a digit");
const text = z.string().regex(/\S/, "must not be empty");
const count = z.int().min(1, "must be at least 1");
const url = z.url({ protocol: /^https?$/, error: "must be an http or https URL" });

const header = {
  name: z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/, "must be the name of an HTTP header"),
  value: z.string().regex(/^[\t\x20-\x7e]*$/, "must be printable ASCII on one line"),
};

const column = z.strictObject({
  name,
  type: z.enum(["integer", "number", "string", "datetime"]),
  meaning: z.string().default(""),
  unit: text.exactOptional(),
  minimum: z.number().exactOptional(),
  maximum: z.number().exactOptional(),
});

const mean = z.strictObject({ name, of: z.tuple([name], name), unit: text.exactOptional() });

const MODES = ["freeze", "discard_row", "discard_value", "evolve"] as const;
const atMost = z.number().min(0, "must not be negative").default(0.01);
const terms = (...modes: [(typeof MODES)[number], ...(typeof MODES)[number][]]) =>
  z.strictObject({ mode: z.enum(modes), atMost });

const ofFeed = z.strictObject({
  mode: z.enum(["fail", "warn"]),
  atMost: z.number().min(0, "must not be negative").default(0),
});

/**
 * The shape of a feed's description. What a user's own feed may leave out has a default here, or is marked
 * optional where `parse_feed.ts` derives it from the rest.
 */
export const FEED_SCHEMA = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, "must be small letters, digits and hyphens, not starting with a hyphen"),
  title: z.union([text, z.strictObject({ en: text, es: text.exactOptional() })]).exactOptional(),
  attribution: text.exactOptional(),
  synthetic: z.boolean().default(false),
  urls: z.tuple([url], url),
  headers: z.record(header.name, header.value).default({}),
  clock: z.string().refine((zone) => IANAZone.isValidZone(zone), "must be an IANA time zone"),
  columns: z.array(column),
  key: z.tuple([name, name]),
  time: name,
  labels: z.array(name).default([]),
  means: z.array(mean).default([]),
  // The least that is not an empty feed.
  expected: z.strictObject({ towns: count.default(1), recordsPerTown: count.default(1) }).prefault({}),
  contract: z
    .strictObject({
      missingColumn: terms(...MODES).default(STRICT.missingColumn),
      extraColumn: terms(...MODES).default(STRICT.extraColumn),
      type: terms("freeze", "discard_row", "discard_value").default(STRICT.type),
      range: terms(...MODES).default(STRICT.range),
      records: ofFeed.default(STRICT.records),
      duplicates: ofFeed.default(STRICT.duplicates),
      fewerTowns: ofFeed.default(STRICT.fewerTowns),
      fewerRecords: ofFeed.default(STRICT.fewerRecords),
    })
    .exactOptional(),
  // The room that a whole country's hourly forecast takes, several times over.
  caps: z
    .strictObject({
      bodyBytes: count.default(64_000_000),
      textBytes: count.default(400_000_000),
      rows: count.default(1_000_000),
      nesting: count.default(20),
    })
    .prefault({}),
});
