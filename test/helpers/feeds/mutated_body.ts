import { Buffer } from "node:buffer";
import { gunzipSync, gzipSync, type Zlib } from "node:zlib";
import * as fc from "fast-check";
import { decodedText } from "./decoded_text.ts";
import { feedBytes, type GeneratedFeed, generatedFeed } from "./generated_feed.ts";

/** Some of the hourly feed's columns, of every type: reading all of them thousands of times takes long. */
export const COLUMNS = "desciel dh hloc ides idmun nmun prec temp".split(" ");

/** What is done to the text of the JSON: at which value or bracket, and what is put there. */
type TextMutation = {
  readonly kind: (typeof TEXT_KINDS)[number];
  readonly at: number;
  readonly text: string;
};
/** What is done to bytes: those of the text, or those of the gzip file. */
type ByteMutation = {
  readonly kind: (typeof BYTE_KINDS)[number];
  readonly at: number;
  readonly length: number;
  readonly bytes: Uint8Array;
};

/** A feed and how it was damaged on its way; it shrinks to the least damage that does it. */
export type MutatedBody = {
  readonly feed: GeneratedFeed;
  readonly text: readonly TextMutation[];
  readonly bytes: readonly ByteMutation[];
  readonly gzip: readonly ByteMutation[];
};

const TEXT_KINDS = ["value", "pair", "row", "dropped", "doubled", "wrapped", "line ends"] as const;
const BYTE_KINDS = ["flip", "cut", "double", "insert", "truncate", "append"] as const;

/** Values and more that may stand where a feed has a string: wrong types, huge numbers, deep nesting, odd text. */
const ODD = [
  ...[
    "true",
    "null",
    "{}",
    "[]",
    "[[]]",
    '{"a":{"b":[1]}}',
    "5",
    "-0",
    "1e400",
    "-1e999",
    "1e308",
    "0.1e-400",
  ],
  ...[
    "9".repeat(400),
    `0.${"1".repeat(400)}`,
    "12345678901234567890",
    "007",
    "NaN",
    "Infinity",
    "undefined",
    "0x10",
  ],
  ...[
    '""',
    '" "',
    '"\\u0000"',
    '"\\ud800"',
    '"\\uFEFF5"',
    '"1e5"',
    '"٣"',
    '"+5"',
    '"5."',
    "'5'",
    '"\\x"',
    '"',
  ],
  ...[
    '"20260230T00"',
    '"20260228T24"',
    '"2026-02-28T00"',
    '"__proto__"',
    '"a\\nb"',
    '"\u2028"',
    '"😀"',
    "//",
    ",",
  ],
  ...[19, 20, 21, 1_000, 100_000].map((depth) => "[".repeat(depth) + "]".repeat(depth)),
  ...[5, 5_000].map((depth) => '{"a":'.repeat(depth) + 1 + "}".repeat(depth)),
  `"${"long ".repeat(20_000)}"`,
];
/** Bytes that are no UTF-8, byte order marks, separators of the project's own, line ends. */
const BYTES = [
  "ff",
  "c3",
  "c3a1",
  "eda080",
  "efbbbf",
  "fffe",
  "00",
  "1e",
  "1f",
  "1f8b",
  "0d0a",
  "22",
  "7d2c7b",
  "5d",
];

const textMutation: fc.Arbitrary<TextMutation> = fc.record({
  kind: fc.constantFrom(...TEXT_KINDS),
  at: fc.nat(),
  text: fc.constantFrom(...ODD),
});
const byteMutation: fc.Arbitrary<ByteMutation> = fc.record({
  kind: fc.constantFrom(...BYTE_KINDS),
  at: fc.nat(),
  length: fc.integer({ min: 1, max: 20 }),
  bytes: fc.oneof(
    fc.constantFrom(...BYTES).map((hex) => Buffer.from(hex, "hex")),
    fc.uint8Array({ minLength: 1, maxLength: 4 }),
  ),
});

/** Small feeds in all their formats, with nothing, something or several things wrong. */
export function mutatedBody(): fc.Arbitrary<MutatedBody> {
  const some = <T>(mutation: fc.Arbitrary<T>) => fc.array(mutation, { maxLength: 2 });
  return fc.record({
    feed: generatedFeed(COLUMNS),
    text: some(textMutation),
    bytes: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some(byteMutation) }),
    gzip: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some(byteMutation) }),
  });
}

/** The body as it arrives. */
export function bodyOf({ feed, text, bytes, gzip }: MutatedBody): Uint8Array {
  const json = text.reduce(mutatedText, feed.text);
  const damaged = bytes.reduce(mutatedBytes, feedBytes({ ...feed, text: json }));
  return feed.gzipped ? gzip.reduce(mutatedBytes, new Uint8Array(gzipSync(damaged))) : damaged;
}

/** The text that a body holds, found without the project; undefined where its envelope is not whole. */
export function textIn(body: Uint8Array): string | undefined {
  const bytes = body[0] === 0x1f && body[1] === 0x8b ? inflated(body) : body;
  if (bytes === undefined) return undefined;
  const unmarked = decodedText(bytes);
  return /^[ \t\r\n]*[[{]/.test(unmarked) ? unmarked : undefined;
}

function inflated(file: Uint8Array): Uint8Array | undefined {
  try {
    const options = { info: true };
    const { buffer, engine } = gunzipSync(file, options) as unknown as { buffer: Buffer; engine: Zlib };
    return engine.bytesWritten === file.length ? buffer : undefined;
  } catch {
    return undefined;
  }
}

function mutatedText(json: string, { kind, at, text }: TextMutation): string {
  if (kind === "line ends") return json.replaceAll("\n", "\r\n").replaceAll("}", "\r\n}\r");
  if (kind === "wrapped") return [`{"rows":${json}}`, `[${json}]`, `${json},`, `\ufeff${json}`][at % 4] ?? "";
  const pattern = { value: /"(?:[^"\\]|\\.)*"(?=\s*[,}])/g, row: /\{[^{}]*\}/g };
  const pair = /"[a-z]+"\s*:\s*(?:"(?:[^"\\]|\\.)*"|[^,{}"\s]+)/g;
  const places = [...json.matchAll(kind === "value" || kind === "row" ? pattern[kind] : pair)];
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return json;
  const [found] = place;
  const name = found.split(":")[0];
  const instead = {
    value: text,
    row: text,
    pair: `${name}:${text}`,
    dropped: "",
    doubled: `${found},${name}:${text}`,
  }[kind];
  return json.slice(0, place.index) + instead + json.slice(place.index + found.length);
}

function mutatedBytes(body: Uint8Array, { kind, at, length, bytes }: ByteMutation): Uint8Array {
  if (kind === "append") return Buffer.concat([body, bytes]);
  const start = at % (body.length + 1);
  const piece = body.slice(start, start + (kind === "flip" ? 1 : length));
  const [before, after] = [body.subarray(0, start), body.subarray(start + piece.length)];
  const instead = {
    flip: [piece.map((byte) => byte ^ (1 << (length % 8)))],
    cut: [],
    double: [piece, piece],
    insert: [bytes, piece],
    truncate: [],
  }[kind];
  return Buffer.concat([before, ...instead, ...(kind === "truncate" ? [] : [after])]);
}
