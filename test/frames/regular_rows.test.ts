import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { regularRows } from "../../frames/_regular_rows.ts";

/** All rows that the walk gives, parsed, or false when it calls the text irregular. */
function rowsOf(text: string, columns: string[], blockBytes: number): unknown[] | false {
  const rows: unknown[] = [];
  const blocks = regularRows(new TextEncoder().encode(text), columns, blockBytes);
  for (let next = blocks.next(); ; next = blocks.next()) {
    if (next.done) return next.value && rows;
    const lines = new TextDecoder().decode(next.value.lines).split("\n");
    assert.is(lines.pop(), "", "the last line ends with a newline too");
    assert.is(lines.length, next.value.rows);
    rows.push(...lines.map((line) => JSON.parse(line)));
  }
}

const COLUMNS = ["a", "b"];
const hostile = fc.string({
  unit: fc.constantFrom(
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
    "a",
    "b",
    "é",
    "😀",
    '"}, {"a',
    "\\u0022",
  ),
});
const space = fc.string({ unit: fc.constantFrom(" ", "\n", "\r", "\t"), maxLength: 3 });
const rowsOfText = fc.array(fc.record({ a: hostile, b: hostile }, { noNullPrototype: true }), {
  minLength: 1,
  maxLength: 8,
});

/** JSON text with white space wherever the grammar allows some, and characters escaped or not. */
const layout = fc.record({ space: fc.array(space, { minLength: 7, maxLength: 7 }), escape: fc.boolean() });
function write(rows: Record<string, string>[], style: { space: string[]; escape: boolean }): string {
  const [a, b, c, d, e, f, g] = style.space;
  const string = (value: string) =>
    style.escape ? JSON.stringify(value).replace(/[é]/g, "\\u00e9") : JSON.stringify(value);
  const row = (r: Record<string, string>) =>
    `{${a}${Object.entries(r)
      .map(([k, v]) => `${string(k)}${b}:${c}${string(v)}`)
      .join(`${d},${a}`)}${d}}`;
  return `${e}[${f}${rows.map(row).join(`${g},${f}`)}${g}]${e}`;
}

test("regularRows() finds the rows that JSON.parse finds, for every layout, content and block size", () => {
  fc.assert(
    fc.property(rowsOfText, layout, fc.integer({ min: 1, max: 200 }), (rows, style, blockBytes) => {
      const text = write(rows, style);
      assert.equal(rowsOf(text, COLUMNS, blockBytes), JSON.parse(text));
    }),
    { numRuns: 500 },
  );
});

test("regularRows() calls a text irregular, or agrees with JSON.parse, when any stretch is cut out or doubled", () => {
  fc.assert(
    fc.property(
      rowsOfText,
      layout,
      fc.nat(),
      fc.nat(12),
      fc.boolean(),
      (rows, style, where, length, twice) => {
        const text = write(rows, style);
        const at = where % text.length;
        const piece = text.slice(at, at + length);
        const cut = text.slice(0, at) + (twice ? piece + piece : "") + text.slice(at + length);
        // Through UTF-8 and back: the cut may have parted a surrogate pair.
        const broken = new TextDecoder().decode(new TextEncoder().encode(cut));
        const found = rowsOf(broken, COLUMNS, 20);
        if (found !== false) assert.equal(found, JSON.parse(broken));
      },
    ),
    { numRuns: 3000 },
  );
});

test("regularRows() calls a text irregular that has a nested value, a number, other keys, or a lone surrogate", () => {
  const first = '{"a":"1","b":"2"}';
  for (const second of [
    '{"a":"1","b":{}}',
    '{"a":"1","b":[]}',
    '{"a":"1","b":2}',
    '{"a":"1","b":null}',
    '{"a":"1"}',
    '{"b":"2","a":"1"}',
    '{"a":"1","a":"2","b":"3"}',
    '{"a":"1","b":"2","c":"3"}',
    '{"a":"1","b":"\\ud800"}',
    '{"a":"1","b":"\u0001"}',
    "{}",
    "1",
  ]) {
    assert.is(rowsOf(`[${first},${second}]`, COLUMNS, 1000), false, second);
    assert.is(rowsOf(`[${second},${first}]`, COLUMNS, 1000), false, second);
  }
  assert.equal(rowsOf(`[${first},${first}]`, COLUMNS, 1000), [JSON.parse(first), JSON.parse(first)]);
});

test.run();
