import { Buffer } from "node:buffer";
import * as fc from "fast-check";
import type pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { smnHourly } from "../../configs/feeds/smn_hourly.ts";
import { Failure } from "../../errors/mod.ts";
import { feedFrame, isoTime } from "../../frames/mod.ts";
import { decodedText } from "../helpers/feeds/decoded_text.ts";
import { feedBytes, generatedFeed } from "../helpers/feeds/generated_feed.ts";
import { HOURLY } from "../helpers/feeds/oracle.ts";
import { oracleRows, type Row } from "../helpers/feeds/oracle_rows.ts";

type ValueOf<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

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

test("feedFrame() finds what JSON.parse and plain loops find, for every format of text", async () => {
  await fc.assert(
    fc.property(generatedFeed(), (feed) => {
      const expected = oracleRows(feed.text, HOURLY.columns);
      assert.ok(expected !== undefined, "the generator makes good feeds");
      assert.equal(found(feedBytes(feed)), expected);
    }),
    { numRuns: 50 },
  );
});

/** One stretch of bytes cut out, doubled, or with a bit turned over. */
const mutation = fc.record({
  kind: fc.constantFrom("cut", "double", "flip"),
  at: fc.nat(),
  length: fc.integer({ min: 1, max: 12 }),
  bit: fc.integer({ min: 0, max: 7 }),
});

function mutated(body: Uint8Array, { kind, at, length, bit }: ValueOf<typeof mutation>) {
  const start = at % body.length;
  const piece = body.slice(start, start + (kind === "flip" ? 1 : length));
  const instead = { cut: [], double: [piece, piece], flip: [piece.map((byte) => byte ^ (1 << bit))] }[kind];
  return Buffer.concat([body.subarray(0, start), ...(instead ?? []), body.subarray(start + piece.length)]);
}

test("feedFrame() finds what JSON.parse finds in a damaged text, or throws a contract failure where that finds no feed", async () => {
  const outcomes = { read: 0, refused: 0 };
  await fc.assert(
    fc.property(generatedFeed(), fc.array(mutation, { minLength: 1, maxLength: 2 }), (feed, mutations) => {
      const broken = mutations.reduce(mutated, feedBytes(feed));
      const expected = oracleRows(decodedText(broken), HOURLY.columns);
      outcomes[expected === undefined ? "refused" : "read"]++;
      assert.equal(found(broken), expected);
    }),
    { numRuns: 250 },
  );
  assert.ok(outcomes.read > 10 && outcomes.refused > 10, JSON.stringify(outcomes));
});

/** Values as JSON writes them, at the edges of what a number, a time, a text or a single value is. */
const ODD_VALUES = words(String.raw`
  "5." ".5" "+5" "007" "1e3" "1E+3" "-0" "20.0" "0x1F" "1_0" "5,5" "--1" "1e400" "1e-400" "99999999999999999999"
  "NaN" "inf" "-Infinity" "१" "true" "null" "" "\u0020" "\t5\r\n" "5\n6" "\u00855" "\u0085" "\ufeff" "\ufeff5"
  "\u00a05\u2003" "5\u0000" "\u0065" "\u0000" "\ud83d" "\ude00\ud83d" "\ud83d\ude00" "\/" "a\u2028b" "\u0022},{"
  null true {} [] {"a":1} ["5"] 5 -0 1e2 1e400 0.1e-7 12345678901234567890
  "20240229T23" "20230229T23" "20260028T00" "20261328T00" "20260200T00" "20260431T00" "20230824T24" "20230824T1"
  "2023-08-24T12" "20230824t12" "\u002020230824T12\n" "20230824T12:00" "00010101T00" 2023082412`);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

const PLAIN_ROW = {
  ...Object.fromEntries(HOURLY.columns.map((column) => [column, "7"])),
  hloc: "20260228T12",
};
const WHOLE = JSON.stringify(PLAIN_ROW);
const without = (column: string) => JSON.stringify({ ...PLAIN_ROW, [column]: undefined });
const withMore = (row: string, name: string, value: string) =>
  `${row.slice(0, -1)},${JSON.stringify(name)}:${value}}`;

function checkOddRow(row: string): void {
  const text = `[${JSON.stringify(PLAIN_ROW)},${row}]`;
  assert.equal(found(new TextEncoder().encode(text)), oracleRows(text, HOURLY.columns), row);
}

test("feedFrame() takes or refuses every odd value as its column's type says", () => {
  for (const column of ["ides", "dh", "temp", "hloc", "desciel"]) {
    for (const value of ODD_VALUES) {
      // In the order of the other rows, which the fast way needs, and out of it.
      checkOddRow(WHOLE.replace(new RegExp(`("${column}"):"[^"]*"`), (_, key) => `${key}:${value}`));
      checkOddRow(withMore(without(column), column, value));
    }
  }
});

test("feedFrame() takes a doubled key by its last value, and refuses missing and further ones, and what is no row", () => {
  for (const value of ['"5"', '"x"', "null", "{}"]) {
    for (const name of ["temp", "desciel", "t\\u0065mp", "tmp", "two\nlines", "__proto__", "constructor"]) {
      checkOddRow(withMore(WHOLE, name, value));
      checkOddRow(withMore(without("temp"), name, value));
    }
    checkOddRow(value);
  }
  for (const row of [without("temp"), without("ides"), `[${WHOLE}]`, "{}", "[]", WHOLE]) checkOddRow(row);
});

test("feedFrame() says what is wrong on one short line, however long or strange the text", () => {
  const messageOf = (row: object): string => {
    try {
      feedFrame(new TextEncoder().encode(JSON.stringify([row])), smnHourly, "feed.json");
      return "nothing is wrong";
    } catch (error) {
      return (error as Error).message;
    }
  };
  const long = `a\nb${"é".repeat(100_000)}`;
  assert.is(
    messageOf({ ...PLAIN_ROW, temp: long }),
    `Row 1 of "feed.json": "temp" is "a\\nb${"é".repeat(57)}…", not a number. Check that it is the right feed.`,
  );
  const further = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`further_${i}`, "1"]));
  assert.match(
    messageOf({ ...PLAIN_ROW, ...further }),
    /^Row 1 of "feed\.json" has "further_0", .*, "further_19" and 980 more, which the feed does not define\./,
  );
});

test("feedFrame() reads a text of many blocks as one of a single block, and counts its rows through", () => {
  const row = Object.fromEntries(HOURLY.columns.map((column) => [column, "1"]));
  const rows = Array.from({ length: 60 }, (_, i) => ({
    ...{ ...row, hloc: "20260228T12", idmun: String(i + 1) },
    // A block holds about 8 MB.
    desciel: '"}, {'.repeat(100_000),
  }));
  const text = JSON.stringify(rows);
  assert.ok(text.length > 24_000_000);
  assert.equal(found(new TextEncoder().encode(text)), oracleRows(text, HOURLY.columns));

  const broken = new TextEncoder().encode(text.replace('"idmun":"60"', '"idmun":"6O"'));
  assert.throws(() => feedFrame(broken, smnHourly, "feed.json"), /^Row 60 of "feed\.json": "idmun" is "6O"/);
});

test.run();
