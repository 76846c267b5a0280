import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { feedScanner } from "../../../frames/feed/_feed_scanner.ts";
import { FEED_SCANNER_SOURCE } from "../../../frames/feed/_feed_scanner_wasm.ts";
import { sha256 } from "../../../store/mod.ts";
import { TINY, tinyRow } from "../../helpers/feeds/tiny_feed.ts";

type Record = { readonly [name: string]: string };

/** All records that a scan hands over, the text coming in pieces of some lengths, or undefined where it is irregular. */
function recordsOf(text: string, pieces: readonly number[] = [1 << 20]): Record[] | undefined {
  const records: Record[] = [];
  const scanner = feedScanner(TINY, "every row", (bytes, columns) => {
    for (const record of bytes.toString().split("\x1e").slice(0, -1)) {
      const [flag, ...fields] = record.split("\x1f");
      assert.is(flag, "1");
      assert.is(fields.length, columns.length, record);
      const read = (name: string, text: string) =>
        name === "temp" && text !== "" ? String(Number(text)) : text;
      records.push(Object.fromEntries(columns.map((name, i) => [name, read(name, fields[i] ?? "")])));
    }
  });
  const bytes = new TextEncoder().encode(text);
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const length = pieces[i % pieces.length] ?? 1;
    scanner.write(bytes.subarray(at, at + length));
    at += length;
  }
  const found = scanner.end();
  if (found !== undefined) assert.is(found.rows, records.length);
  return found === undefined ? undefined : records;
}

/** What JSON.parse and trimming make of it, and ISO 8601 of a time. */
function expectedOf(text: string): Record[] {
  const rows: Record[] = JSON.parse(text);
  const plain = (name: string, given: unknown) => {
    const value = given === null ? "" : Object.is(given, -0) ? "-0" : String(given).trim();
    // A number is what its text is read as.
    if (name === "temp" && value !== "") return String(Number(value));
    return name === "hloc" ? iso(value) : value;
  };
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(name, value)])),
  );
}

function iso(time: string): string {
  return time.replace(/^(....)(..)(..)T(..)$/, "$1-$2-$3T$4:00:00");
}

const hostile = fc.string({
  unit: fc.constantFrom(
    ...[
      '"',
      "\\",
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      " ",
      "\n",
      "\u001e",
      "\u001f",
      "\u0000",
      "a",
      "7",
      "é",
      "😀",
      "\u00a0",
    ],
    ...['"}, {"ides": "1', '","temp":"1', "\\u0022", "}]", "},\n  {", "a long name of many words "],
  ),
  maxLength: 8,
});
// No closing brace, which looks like the end of a row where a piece is cut.
const plain = fc.string({
  unit: fc.constantFrom("a", "é", "漢", " ", ",", "{", '"', "\\", "/"),
  maxLength: 40,
});
const number = fc.tuple(fc.constantFrom("", " ", "  "), fc.integer({ min: -999, max: 9999 }), fc.boolean());
const rowOf = (name: fc.Arbitrary<string>) =>
  fc.record({
    ides: fc.integer({ min: 0, max: 99 }).map(String),
    idmun: fc.integer({ min: 0, max: 570 }).map(String),
    nmun: name,
    hloc: fc.constantFrom("20240229T00", "20231231T23", " 20260401T12 "),
    temp: number.map(([pad, value, decimal]) => pad + (decimal ? (value / 10).toFixed(2) : value)),
  });
const rowsOf = (name: fc.Arbitrary<string>) => fc.array(rowOf(name), { minLength: 1, maxLength: 8 });

const space = fc.string({ unit: fc.constantFrom(" ", "\n", "\r", "\t"), maxLength: 3 });
const layout = fc.record({ space: fc.array(space, { minLength: 7, maxLength: 7 }), escape: fc.boolean() });
type Layout = { readonly space: readonly string[]; readonly escape: boolean };

/** JSON text with white space wherever the grammar allows some, and characters escaped or not. */
function written(rows: readonly Record[], { space: [a, b, c, d, e, f, g], escape: escaped }: Layout): string {
  const string = (value: string) =>
    escaped
      ? JSON.stringify(value).replace(
          /[\u0080-\uffff]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
        )
      : JSON.stringify(value);
  const row = (fields: Record) =>
    `{${a}${Object.entries(fields)
      .map(([name, value]) => `${string(name)}${b}:${c}${string(value)}`)
      .join(`${d},${a}`)}${d}}`;
  return `${e}[${f}${rows.map(row).join(`${g},${f}`)}${g}]${e}`;
}

const cuts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 });

test("feedScanner() finds what JSON.parse finds, in every layout and cut into any pieces", async () => {
  const outcomes = { regular: 0, irregular: 0 };
  await fc.assert(
    fc.property(rowsOf(plain), layout, cuts, (rows, style, pieces) => {
      const text = written(rows, style);
      const found = recordsOf(text, pieces);
      outcomes[found === undefined ? "irregular" : "regular"]++;
      if (found !== undefined) assert.equal(found, expectedOf(text));
    }),
    { numRuns: 1000 },
  );
  assert.ok(outcomes.regular > 400, JSON.stringify(outcomes));
});

test("feedScanner() finds what JSON.parse finds in hostile names, or calls the text irregular", async () => {
  const outcomes = { regular: 0, irregular: 0 };
  await fc.assert(
    fc.property(rowsOf(hostile), layout, (rows, style) => {
      const text = written(rows, style);
      const found = recordsOf(text);
      outcomes[found === undefined ? "irregular" : "regular"]++;
      if (found !== undefined) assert.equal(found, expectedOf(text));
    }),
    { numRuns: 2000 },
  );
  assert.ok(outcomes.regular > 100 && outcomes.irregular > 100, JSON.stringify(outcomes));
});

test("feedScanner() calls a damaged text irregular, or agrees with JSON.parse", async () => {
  const outcomes = { regular: 0, irregular: 0 };
  await fc.assert(
    fc.property(
      rowsOf(fc.oneof(plain, hostile)),
      layout,
      fc.nat(),
      fc.nat(12),
      fc.boolean(),
      cuts,
      (rows, style, where, length, twice, pieces) => {
        const text = written(rows, style);
        const at = where % text.length;
        const piece = text.slice(at, at + length);
        const cut = text.slice(0, at) + (twice ? piece + piece : "") + text.slice(at + length);
        // Through UTF-8 and back: the cut may have parted a surrogate pair.
        const broken = new TextDecoder().decode(new TextEncoder().encode(cut));
        const found = recordsOf(broken, twice ? pieces : undefined);
        outcomes[found === undefined ? "irregular" : "regular"]++;
        if (found !== undefined) assert.equal(found, expectedOf(broken));
      },
    ),
    { numRuns: 4000 },
  );
  assert.ok(outcomes.regular > 50 && outcomes.irregular > 1000, JSON.stringify(outcomes));
});

const FIRST = JSON.stringify(tinyRow());
const withValue = (name: string, json: string) =>
  FIRST.replace(new RegExp(`("${name}"):"[^"]*"`), `$1:${json}`);

test("feedScanner() takes a text cut at any byte", () => {
  const rows = [tinyRow(), tinyRow({ nmun: "Santa María", temp: "-0.50" }), tinyRow({ nmun: "\\u00e9" })];
  const text = ` [ ${rows.map((row) => JSON.stringify(row, undefined, 1)).join(" , ")} ]\r\n`;
  for (let at = 1; at < text.length; at++) {
    assert.equal(recordsOf(text, [at, text.length]), expectedOf(text), `cut at ${at}`);
  }
  assert.equal(recordsOf(text, [1]), expectedOf(text));
});

test("feedScanner() calls a feed irregular of which a row has a value that needs thought, or other columns", () => {
  const irregular = [
    ...["{}", "[]", "true", "[1]", '{"a":"1"}'].map((json) => withValue("nmun", json)),
    ...[String.raw`"\ud83d"`, String.raw`"\n"`, String.raw`"\u001f"`, String.raw`"\x41"`],
    ...[String.raw`"\u00g0"`, '"a\tb"', '"a\nb"', '"\u00a0a"', '"a\u2003"', '"a\u3000"'],
  ].map((text) => (text.startsWith("{") ? text : withValue("nmun", text)));
  const numbers = [
    "5.",
    ".5",
    "+5",
    "1e3",
    "NaN",
    "inf",
    "--1",
    "-",
    "1.2.3",
    "1 2",
    "0x1F",
    "1234567890123456789",
    "55.00000000000001",
    "-30.0000000000000001",
    "5,5",
  ];
  irregular.push(...numbers.map((value) => withValue("temp", `"${value}"`)), withValue("temp", '"\t5"'));
  irregular.push(...["", " ", "5.0", "x", "5-"].map((value) => withValue("ides", `"${value}"`)));
  const times = [
    "",
    "20240230T00",
    "20230229T00",
    "21000229T00",
    "20261301T00",
    "20260001T00",
    "20260100T00",
  ];
  times.push(
    "20260431T00",
    "20260101T24",
    "20260101T1",
    "2026-01-01T00",
    "20260101t00",
    "20260101 00",
    "2026010100",
    "20260101T000",
  );
  irregular.push(...times.map((value) => withValue("hloc", `"${value}"`)));
  irregular.push(FIRST.replace('"temp"', '"tmp"'), FIRST.replace(/,"temp".*/, "}"));
  irregular.push(FIRST.replace(/}$/, ',"more":"1"}'), FIRST.replace(/}$/, ',"more":{}}'));
  for (const row of irregular) {
    assert.is(recordsOf(`[${FIRST},${row}]`), undefined, row);
  }
  for (const text of [
    `[${FIRST}`,
    `[${FIRST},]`,
    `[${FIRST}] x`,
    `[${FIRST}]]`,
    `[${FIRST} ${FIRST}]`,
    `[${FIRST},${FIRST}`,
    `${FIRST}${FIRST}`,
    `${FIRST}\n${FIRST},`,
    "[]",
    "",
    "[{}]",
  ]) {
    assert.is(recordsOf(text), undefined, text);
  }
});

test("feedScanner() takes every spelling of a number or time that needs no thought, and empty values", () => {
  const taken = [
    "0",
    "-0",
    "007",
    "12.50",
    "-12.5",
    "123456789012345",
    "-6.37799999999999999",
    "  5.0 ",
    "",
    "   ",
  ];
  for (const value of taken) {
    assert.equal(recordsOf(`[${withValue("temp", `"${value}"`)}]`), [
      { ...expectedOf(`[${FIRST}]`)[0], temp: value.trim() === "" ? "" : String(Number(value)) },
    ]);
  }
  for (const value of ["20240229T23", "20000229T00", "00010101T00", "99991231T23", " 20260101T00 "]) {
    assert.is(recordsOf(`[${withValue("hloc", `"${value}"`)}]`)?.[0]?.hloc, iso(value.trim()));
  }
});

test("feedScanner() takes an odd row by itself: in another order or spacing, with a doubled key, a null, bare or escaped values", () => {
  for (const row of [
    FIRST.replaceAll(":", " : "),
    FIRST.replace(/}$/, ',"temp":"1"}'),
    withValue("nmun", "null"),
    withValue("nmun", "7"),
    withValue("nmun", "-0.50"),
    withValue("nmun", String.raw`"a\tb\nc\ud83d\ude00"`),
    withValue("nmun", String.raw`"},{\"ides\":\"1"`),
    ...["-12.5", "1e1", "12.50", "0", "-0", "0.123456789012345678", "1E-7", "null"].map((v) =>
      withValue("temp", v),
    ),
    ...["20", "20.0", "2e1"].map((v) => withValue("ides", v)),
  ]) {
    const text = `[${FIRST},${row},${FIRST}]`;
    for (const pieces of [[1 << 20], [1], [7, 50]])
      assert.equal(recordsOf(text, pieces), expectedOf(text), row);
  }
});

test("feedScanner() takes JSON lines, bare values and objects inside rows in every row", () => {
  const rows = [1, 2, 3].map((idmun) => ({
    ides: 20,
    idmun,
    nmun: `a ${idmun}`,
    hloc: "20230824T12",
    temp: 1.5,
  }));
  const lines = rows.map((row) => `${JSON.stringify(row)}\r\n`).join("");
  const expected = expectedOf(JSON.stringify(rows));
  for (const pieces of [[1 << 20], [1], [5, 90]]) {
    assert.equal(recordsOf(lines, pieces), expected);
    assert.equal(recordsOf(JSON.stringify(rows, undefined, 2), pieces), expected);
  }
  const deep = JSON.stringify(rows.map(({ temp, ...row }) => ({ ...row, at: { place: { temp } } })));
  const schema = {
    ...TINY,
    columns: TINY.columns.map((column) =>
      column.name === "temp" ? { ...column, name: "at.place.temp" } : column,
    ),
  };
  let found = "";
  const scanner = feedScanner(schema, "every row", (bytes) => {
    found += bytes.toString();
  });
  scanner.write(new TextEncoder().encode(deep));
  assert.is(scanner.end()?.rows, 3);
  assert.is(found.split("\x1e")[2], "1\x1f20\x1f3\x1fa 3\x1f2023-08-24T12:00:00\x1f1.5");
});

test("feedScanner() takes a feed whose columns are in another order than the schema's, but not with others", () => {
  const turned = JSON.stringify(Object.fromEntries(Object.entries(tinyRow()).reverse()));
  assert.equal(recordsOf(`[${turned}]`), expectedOf(`[${turned}]`));
  assert.equal(recordsOf(`[${turned},${FIRST}]`), expectedOf(`[${turned},${FIRST}]`));
  assert.is(recordsOf('[{"a":"1"}]'), undefined);
  assert.is(recordsOf(`[${FIRST.replace('"nmun"', '"ides"')}]`), undefined);
});

test("feedScanner() calls a text irregular that is not UTF-8", () => {
  const scanner = feedScanner(TINY, "every row", () => undefined);
  scanner.write(Uint8Array.from(`[${FIRST}]`, (character) => character.charCodeAt(0)));
  assert.is(scanner.end(), undefined);
});

test("feedScanner() counts empty values and those out of range, and finds the extremes", () => {
  const temps = ["-31.5", "", "12.25", "55.01", "55"];
  const rows = temps.map((temp, i) =>
    tinyRow({ temp, hloc: `2026010${i + 1}T00`, nmun: i === 2 ? " " : "x" }),
  );
  const scanner = feedScanner(TINY, {}, () => undefined);
  scanner.write(new TextEncoder().encode(JSON.stringify(rows)));
  const found = scanner.end();
  const column = (name: string) => found?.columns.find((each) => each.name === name);
  assert.equal(column("temp"), {
    name: "temp",
    empty: 1,
    outside: 2,
    rounded: 0,
    lowest: -31.5,
    highest: 55.01,
  });
  assert.equal(column("nmun")?.empty, 1);
  assert.equal(
    [found?.first, found?.last, found?.towns, found?.fewest, found?.most],
    [2026010100, 2026010500, 1, 5, 5],
  );
});

test("feedScanner() runs what its source was compiled to last", () => {
  const source = readFileSync(new URL("../../../wasm/feed_scanner.ts", import.meta.url));
  assert.is(sha256(source), FEED_SCANNER_SOURCE, 'run "npm run wasm"');
});

test.run();
