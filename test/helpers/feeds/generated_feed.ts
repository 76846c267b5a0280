import { isAscii, isUtf8 } from "node:buffer";
import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { HOURLY } from "./oracle.ts";

/** A feed as a provider might serve it. */
export type GeneratedFeed = {
  readonly format: TextFormat;
  /** The JSON, before it became bytes; without a byte order mark. */
  readonly text: string;
  readonly gzipped: boolean;
};

/** A row of the hourly feed, every value as it is written. */
type FeedRow = Readonly<Record<string, string>>;
type Json = string | number | null;

/** Every layout and encoding the provider has been seen to use, and a byte order mark. */
const FORMATS = ["compact", "spaced", "indented", "crlf", "numbers", "marked", "latin-1"] as const;
export type TextFormat = (typeof FORMATS)[number];

/** Towns of three states, several of which share their municipality key. */
export const TOWNS = ["9-2", "19-1", "19-2", "19-46", "20-1", "20-2", "20-54", "20-570"] as const;
/** The hours around midnight at the end of a month, on the feed's clock. */
const HOURS = ["20260227T22", "20260227T23", "20260228T00", "20260228T23", "20260301T00", "20260301T01"];

const LATIN_1_UNITS = [
  ...['"', "\\", "{", "}", "[", "]", ",", ":", " ", "\n", "\r\n", "\t", "'", "#", "a", "7", "á", "ñ", "Ü"],
  ...['"}, {"ides": "1', '","temp":"1', "\\u0022", "}]", "},\n    {", "null", "Magdalena Zahuatlán"],
];
const UNITS = [...LATIN_1_UNITS, "😀", "漢", "\u2028", "\ufeff", "e\u0301", "\u0001"];

const padded = (numbers: readonly string[]) =>
  fc.tuple(fc.constantFrom(...numbers), fc.constantFrom("", " ", "  ")).map(([number, pad]) => pad + number);
const count = padded(["-1", "0", "6", "114", ""]);
const measure = fc.oneof(
  fc.integer({ min: -3000, max: 9999 }).map((hundredths) => (hundredths / 100).toFixed(2).padStart(5)),
  fc.integer({ min: -300, max: 500 }).map((tenths) => (tenths / 10).toFixed(1)),
  fc.noShrink(fc.double({ min: -500, max: 500, noNaN: true })).map(String),
  fc.constantFrom("", "  ", "-0.00", "007.50", "1e2", "-96.37799999999999"),
);

/** Of what real feeds are made. */
const PLAIN_UNITS = ["a", "7", "á", "Ü", " ", "'", ",", "{", '"', "\\", "#", "漢", "Magdalena Zahuatlán"];
const plainMeasure = fc.oneof(
  {
    weight: 30,
    arbitrary: fc
      .integer({ min: -3000, max: 9999 })
      .map((hundredths) => (hundredths / 100).toFixed(2).padStart(5)),
  },
  {
    weight: 30,
    arbitrary: fc.integer({ min: -300, max: 500 }).map((tenths) => (tenths / 10).toFixed(1)),
  },
  { weight: 5, arbitrary: fc.constantFrom("", "-0.00", "007.50", "12345678") },
  // In range but as a longitude.
  { weight: 1, arbitrary: fc.constant("21.377999999999997") },
);

function feedRow(
  units: readonly string[],
  measure: fc.Arbitrary<string>,
  names: readonly string[],
): fc.Arbitrary<FeedRow> {
  const words = fc.string({ unit: fc.constantFrom(...units), maxLength: 4 });
  const columns = Object.fromEntries(HOURLY.columns.map((column) => [column, measure]));
  return fc
    .record({
      ...columns,
      ...{ desciel: words, dirvienc: words, dsem: words, nes: words, nmun: words },
      ...{ dh: count, nhor: count, hloc: padded(HOURS), town: fc.constantFrom(...TOWNS) },
      key: fc.constantFrom(
        (key: string) => key,
        (key: string) => key.padStart(3, "0"),
        (key: string) => ` ${key} `,
      ),
    })
    .map(({ town, key, ...row }) => {
      const [ides = "", idmun = ""] = town.split("-").map(key);
      return Object.fromEntries(names.map((column) => [column, { ...row, ides, idmun }[column] as string]));
    });
}

/** As real feeds come: each town's rows together, in the order of time, none twice. */
function inOrder(rows: readonly FeedRow[]): FeedRow[] {
  const place = ({ ides, idmun, hloc }: FeedRow) => [Number(ides), Number(idmun), hloc?.trim()].join();
  const distinct = new Map(rows.map((row) => [place(row), row]));
  return [...distinct].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

/**
 * Small hourly feeds in every format: towns that share keys, values of every kind, hours in any order and twice;
 * and as many that are as regular as real ones.
 *
 * @param columns those of the hourly feed that rows have, the key and the time among them
 */
export function generatedFeed(columns: readonly string[] = HOURLY.columns): fc.Arbitrary<GeneratedFeed> {
  const size = { minLength: 1, maxLength: 9 };
  const regular = fc.array(feedRow(PLAIN_UNITS, plainMeasure, columns), size).map(inOrder);
  const rowsOf = (units: readonly string[]) =>
    fc.oneof(fc.array(feedRow(units, measure, columns), size), regular);
  const latin1 = fc.record({
    rows: fc.array(feedRow(LATIN_1_UNITS, measure, columns), size),
    format: fc.constant("latin-1" as const),
  });
  const others = fc.record({ rows: rowsOf(UNITS), format: fc.constantFrom(...FORMATS.slice(0, -1)) });
  return (
    fc
      .tuple(
        fc.oneof({ weight: FORMATS.length - 1, arbitrary: others }, { weight: 1, arbitrary: latin1 }),
        fc.boolean(),
      )
      .map(([{ rows, format }, gzipped]) => ({ format, gzipped, text: written(rows, format) }))
      // By chance the Latin-1 bytes of some words are UTF-8 for other ones: nobody could tell.
      .filter((feed) => feed.format !== "latin-1" || !isUtf8(feedBytes(feed)) || isAscii(feedBytes(feed)))
  );
}

/** The feed's text in its format's encoding. */
export function feedBytes({ text, format }: GeneratedFeed): Uint8Array {
  if (format === "latin-1") return Uint8Array.from(text, (character) => character.charCodeAt(0));
  return new TextEncoder().encode(format === "marked" ? `\ufeff${text}` : text);
}

/** The feed as it is served. */
export function feedBody(feed: GeneratedFeed): Uint8Array {
  return feed.gzipped ? gzipSync(feedBytes(feed)) : feedBytes(feed);
}

function written(rows: readonly FeedRow[], format: TextFormat): string {
  switch (format) {
    case "compact":
    case "marked":
    case "latin-1":
      return JSON.stringify(rows);
    case "spaced":
      return `[ ${rows.map(spacedRow).join(", ")}]`;
    case "indented":
      return escaped(JSON.stringify(rows, undefined, 4));
    case "crlf":
      return `${JSON.stringify(rows, undefined, 2)}\n`.replaceAll("\n", "\r\n");
    case "numbers":
      return JSON.stringify(rows.map(unquoted));
  }
}

function spacedRow(row: FeedRow): string {
  const pairs = Object.entries(row).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{${pairs.join(", ")}}`;
}

/** Everything beyond ASCII as JSON's escapes, as Python's `json` writes it. */
function escaped(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function unquoted(row: FeedRow): Record<string, Json> {
  const isText = /^(desciel|dirvienc|dsem|hloc|nes|nmun)$/;
  const number = (text: string) => (text.trim() === "" ? null : Number(text));
  return Object.fromEntries(
    Object.entries(row).map(([column, text]) => [column, isText.test(column) ? text : number(text)]),
  );
}
