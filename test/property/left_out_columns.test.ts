import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  type Contract,
  lastRecordPerTown,
  lastRecordReader,
  STRICT,
  sortOutRows,
  toCsv,
} from "../../frames/mod.ts";
import { TINY } from "../helpers/feeds/tiny_feed.ts";

const LEFT_OUT: Contract = { ...STRICT, extra_column: { mode: "evolve", at_most: 1 } };
const FEED = { ...TINY, contract: LEFT_OUT };

/** Values in every spelling that JSON has for a single one, and some that it has not. */
const GOOD = [
  '""',
  '"a"',
  '"\\u00e9\\n\\"\\\\ },{"',
  '"é\\ud800"',
  "0",
  "-0",
  "-1.5e+30",
  "2E-3",
  "1e999",
  "123456789012345678901",
  "true",
  "false",
  "null",
];
const BAD = [
  '"\\x"',
  '"\\u12g4"',
  '"\n"',
  "01",
  "1.",
  "-",
  ".5",
  "1e",
  "+1",
  "tru",
  "truex",
  "nulls",
  "NaN",
  "'a'",
];

const row = (idmun: number, temp: string, further: readonly string[]) =>
  `{"ides":"20",${further[0]}"idmun":"${idmun}","nmun":"a","hloc":"20261128T14",${further[1]}"temp":"${temp}"${further[2]}}`;

/** What a body is, read row by row by JSON.parse; undefined where it is no JSON. */
function slow(bytes: Uint8Array) {
  try {
    const { frame, ...sorted } = sortOutRows(bytes, TINY, LEFT_OUT, "feed.json");
    return { csv: toCsv(lastRecordPerTown(frame, TINY)).toString(), sorted };
  } catch {
    return undefined;
  }
}

function fast(bytes: Uint8Array, feed: Parameters<typeof lastRecordReader>[0] = FEED) {
  const reader = lastRecordReader(feed);
  // In two pieces, as a text comes.
  reader.write(bytes.subarray(0, bytes.length >> 1));
  reader.write(bytes.subarray(bytes.length >> 1));
  const found = reader.end();
  return found && { csv: toCsv(found.snapshot).toString(), sorted: found.sorted };
}

const body = (rows: readonly string[]) => new TextEncoder().encode(`[${rows.join(", ")}]`);
const further = (spellings: readonly string[]) =>
  fc.tuple(fc.constantFrom(...spellings), fc.constantFrom(...spellings), fc.constantFrom(...spellings));
const glued = ([a, b, c]: readonly string[]) => [`"x": ${a},`, `"in":{"y":${b}},`, `,"z":${c} `];

test("lastRecordReader() leaves out what is no column as JSON.parse does, whatever its values, and counts it", () => {
  const rows = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: -20, max: 50 }), further(GOOD)),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  const property = fc.property(rows, (some) => {
    const bytes = body(some.map(([idmun, temp, values]) => row(idmun, String(temp), glued(values))));
    const [found, expected] = [fast(bytes), slow(bytes)];
    assert.ok(found !== undefined && expected !== undefined);
    assert.is(found.csv, expected.csv);
    assert.equal(found.sorted, expected.sorted);
  });
  fc.assert(property, { numRuns: 300 });
});

test("lastRecordReader() takes no value for JSON that is none, in a column that is left out", () => {
  for (const bad of BAD) {
    for (const at of [0, 1, 2]) {
      for (const good of ["1", '"a"']) {
        const values = [good, good, good].map((value, i) => (i === at ? bad : value));
        const bytes = body([row(1, "1", glued([good, good, good])), row(2, "2", glued(values))]);
        assert.is(slow(bytes), undefined, bad);
        assert.is(fast(bytes), undefined, bad);
      }
    }
  }
});

test("lastRecordReader() leaves out nothing where the feed's contract does not say so", () => {
  const bytes = body([row(1, "1", glued(["1", "2", "3"]))]);
  assert.is.not(fast(bytes), undefined);
  for (const contract of [undefined, STRICT, { extra_column: { mode: "discard_row", at_most: 1 } }] as const)
    assert.is(fast(bytes, { ...TINY, contract }), undefined);
});

test("lastRecordReader() leaves out a column of the name of one that stands elsewhere", () => {
  const columns = TINY.columns.map((column) =>
    column.name === "temp" ? { ...column, path: "at.temp" } : column,
  );
  const bytes = body([
    '{"ides":"20","idmun":"1","nmun":"a","hloc":"20261128T14","temp":"99","at":{"temp":"3"}}',
  ]);
  assert.match(fast(bytes, { ...FEED, columns })?.csv ?? "", /,3\.0\n$/);
});

test("lastRecordReader() reads a row without a column that is left out in another way", () => {
  const bytes = body([
    row(1, "1", glued(["1", "2", "3"])),
    row(2, "2", glued(["1", "2", "3"])).replace('"x": 1,', ""),
  ]);
  assert.is(fast(bytes), undefined);
  assert.is(slow(bytes)?.sorted.violations.extra_column, 2);
});

test.run();
