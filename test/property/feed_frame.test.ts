import { Buffer, isUtf8 } from "node:buffer";
import * as fc from "fast-check";
import type pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { smnHourly } from "../../configs/feeds/smn_hourly.ts";
import { Failure } from "../../errors/mod.ts";
import { feedFrame, isoTime } from "../../frames/mod.ts";
import { generatedFeed } from "../helpers/generated_feed.ts";
import { HOURLY } from "../helpers/oracle.ts";
import { oracleRows, type Row } from "../helpers/oracle_rows.ts";

/** The rows that feedFrame() finds, undefined where it throws the failure it should; anything else it throws is thrown on. */
function found(body: Uint8Array): Row[] | undefined {
  try {
    return plainRows(feedFrame(body, smnHourly, "feed.json"));
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== "contract") throw error;
    assert.match(error.message, /^[^\n]*"feed\.json"[^\n]*\.$/);
    return undefined;
  }
}

function plainRows(frame: pl.DataFrame): Row[] {
  assert.equal(frame.columns, HOURLY.columns);
  const plain = (value: unknown) => (value instanceof Date ? isoTime(value) : value) as Row[string];
  return frame
    .toRecords()
    .map((record) => Object.fromEntries(Object.entries(record).map(([name, value]) => [name, plain(value)])));
}

/** The text of any bytes: UTF-8 with or without a mark, Latin-1 where they are not UTF-8. */
function textOf(bytes: Uint8Array): string {
  return isUtf8(bytes) ? new TextDecoder().decode(bytes) : Buffer.from(bytes).toString("latin1");
}

test("feedFrame() finds what JSON.parse and plain loops find, for every format of text", () => {
  fc.assert(
    fc.property(generatedFeed(), ({ bytes, text }) => {
      const expected = oracleRows(text, HOURLY.columns);
      assert.ok(expected !== undefined, "the generator makes good feeds");
      assert.equal(found(bytes), expected);
    }),
    { numRuns: 300 },
  );
});

/** One stretch of bytes cut out, doubled, or with bits turned over. */
const mutation = fc.record({
  kind: fc.constantFrom("cut", "double", "flip"),
  at: fc.nat(),
  length: fc.integer({ min: 1, max: 12 }),
  bits: fc.integer({ min: 1, max: 255 }),
});

function mutated(
  body: Uint8Array,
  { kind, at, length, bits }: typeof mutation extends fc.Arbitrary<infer T> ? T : never,
) {
  const start = at % body.length;
  const piece = body.slice(start, start + (kind === "flip" ? 1 : length));
  const instead = { cut: [], double: [piece, piece], flip: [piece.map((byte) => byte ^ bits)] }[kind];
  return Buffer.concat([body.subarray(0, start), ...(instead ?? []), body.subarray(start + piece.length)]);
}

test("feedFrame() finds what JSON.parse finds in a damaged text, or throws a contract failure where that finds no feed", () => {
  const outcomes = { read: 0, refused: 0 };
  fc.assert(
    fc.property(
      generatedFeed(),
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      ({ bytes }, mutations) => {
        const broken = mutations.reduce(mutated, bytes);
        const expected = oracleRows(textOf(broken), HOURLY.columns);
        outcomes[expected === undefined ? "refused" : "read"]++;
        assert.equal(found(broken), expected);
      },
    ),
    { numRuns: 1000 },
  );
  assert.ok(outcomes.read > 50 && outcomes.refused > 50, JSON.stringify(outcomes));
});

test.run();
