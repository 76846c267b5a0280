import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { BUILT_IN_FEEDS } from "../../../configs/built_in_feeds.ts";
import { parseFeed } from "../../../configs/description/parse_feed.ts";
import { Failure } from "../../../errors/mod.ts";
import { BAD_COLUMNS, BAD_PARTS, LEAST } from "../../helpers/feeds/bad_descriptions.ts";

function problem(value: unknown): string {
  try {
    parseFeed(value, "mine.json");
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    assert.is(error.kind, "config");
    assert.match(error.message, /^The feed in "mine\.json" is wrong: .+\. Correct the file\.$/);
    return error.message.slice('The feed in "mine.json" is wrong: '.length, -" Correct the file.".length);
  }
  throw new Error("Nothing failed.");
}

function withColumns(...columns: object[]) {
  return { ...LEAST, columns: [...LEAST.columns, ...columns] };
}

/** What a feed of one's own has beyond its columns is left out. */
const contract = { extra_column: { mode: "evolve", at_most: 1 } };

test("parseFeed() gives the built-in feeds back as they are", () => {
  for (const [name, feed] of BUILT_IN_FEEDS) assert.equal(parseFeed(feed, name), { ...feed, contract });
});

test("parseFeed() completes the least that describes a feed", () => {
  assert.equal(parseFeed({ ...LEAST, means: [{ name: "temp_mean", of: ["temp"] }] }, "mine.json"), {
    ...LEAST,
    columns: LEAST.columns.map((column) => ({ meaning: "", ...column })),
    title: { en: "mine" },
    noun: { singular: { en: "place", es: "lugar" }, plural: { en: "places", es: "lugares" } },
    attribution: "example.org",
    synthetic: false,
    headers: { Accept: "*/*", "Accept-Encoding": "identity" },
    labels: [],
    means: [{ name: "temp_mean", of: ["temp"], unit: "°C" }],
    contract,
    expected: { towns: 1, records_per_town: 1 },
    caps: { body_bytes: 64_000_000, text_bytes: 400_000_000, rows: 1_000_000, nesting: 20 },
  });
});

test("parseFeed() completes each part that is given in part", () => {
  const feed = parseFeed(
    { ...LEAST, headers: { "X-Key": "1" }, expected: { towns: 9 }, caps: { body_bytes: 10 } },
    "mine.json",
  );
  assert.equal(feed.headers, { Accept: "*/*", "Accept-Encoding": "identity", "X-Key": "1" });
  assert.equal(feed.expected, { towns: 9, records_per_town: 1 });
  assert.equal(feed.caps, { body_bytes: 10, text_bytes: 400_000_000, rows: 1_000_000, nesting: 20 });
  assert.equal(parseFeed(LEAST, "mine.json").means, []);
});

test("parseFeed() names what is missing, three parts at most", () => {
  assert.is(problem({ ...LEAST, clock: undefined }), '"clock" is missing.');
  assert.is(problem({}), '"name" is missing; "urls" is missing; "clock" is missing (and 3 more).');
  assert.is(problem(withColumns({ name: "x" })), '"columns.5.type" is missing.');
});

test("parseFeed() refuses what is not an object", () => {
  for (const value of [null, 3, "x", []]) assert.is(problem(value), "it must be of type object.");
});

test("parseFeed() refuses a part it does not know", () => {
  assert.is(problem({ ...LEAST, lables: [] }), 'it has no place for "lables".');
  assert.is(
    problem(withColumns({ name: "x", type: "number", max: 3 })),
    '"columns.5" has no place for "max".',
  );
});

test("parseFeed() takes variables in the user name, path and query of a URL and in headers, and leaves them", () => {
  const urls = ["https://${ME}:${WORD}@a.mx/${KEY}/feed?pin=${PIN}"];
  const headers = { Authorization: "Bearer ${AIR_TOKEN}" };
  const feed = parseFeed({ ...LEAST, urls, headers, public_urls: true }, "x.json");
  assert.equal(feed.urls, urls);
  assert.is(feed.headers.Authorization, "Bearer ${AIR_TOKEN}");
  assert.is(feed.public_urls, true);
  assert.is(feed.attribution, "a.mx");
});

test("parseFeed() refuses a part that breaks its own rule", () => {
  for (const [part, expected] of BAD_PARTS) assert.is(problem({ ...LEAST, ...part }), expected);
});

test("parseFeed() refuses a bad column", () => {
  for (const [column, expected] of BAD_COLUMNS) assert.is(problem(withColumns(column)), expected);
});

const BAD_ROLES: readonly [part: object, problem: string][] = [
  [{ key: ["state", "temp"] }, '"key.1" names "temp", which is not an integer or string column.'],
  [{ key: ["country"] }, '"key.0" names "country", which is not an integer or string column.'],
  [{ key: ["town", "town"] }, '"key" names "town" twice.'],
  [{ labels: ["label", "nes"] }, '"labels.1" names "nes", which is not a column.'],
  [{ labels: ["state"] }, '"labels.0" names "state", which is already a key, the time or a label.'],
  [{ labels: ["label", "label"] }, '"labels.1" names "label", which is already a key, the time or a label.'],
  [{ means: [{ name: "temp", of: ["temp"] }] }, '"means.0.name" is "temp", which another column has.'],
  [{ means: [{ name: "records", of: ["temp"] }] }, '"means.0.name" is "records", which another column has.'],
  [
    { means: [{ name: "hour_last", of: ["temp"] }] },
    '"means.0.name" is "hour_last", which another column has.',
  ],
  [
    {
      means: [
        { name: "m", of: ["temp"] },
        { name: "m", of: ["temp"] },
      ],
    },
    '"means.1.name" is "m", which another column has.',
  ],
  [
    { means: [{ name: "m", of: ["temp", "label"] }] },
    '"means.0.of.1" names "label", which is not a number column.',
  ],
  [{ means: [{ name: "m", of: ["tmin"] }] }, '"means.0.of.0" names "tmin", which is not a number column.'],
];

test("parseFeed() refuses parts that do not go together", () => {
  for (const [part, expected] of BAD_ROLES) assert.is(problem({ ...LEAST, ...part }), expected);
});

test("parseFeed() refuses a time that is not a datetime column", () => {
  const columns = LEAST.columns.filter(({ name }) => name !== "hour");
  assert.is(problem({ ...LEAST, columns }), '"time" names "hour", which is not a datetime column.');
  assert.is(
    problem({ ...LEAST, time: "label" }),
    '"columns.2.type" makes "hour" a datetime beside the time column "label";' +
      ' "time" names "label", which is not a datetime column.',
  );
});

test("parseFeed() refuses a label that a table of means would write over", () => {
  assert.is(
    problem({ ...withColumns({ name: "records", type: "integer" }), labels: ["records"] }),
    '"columns" has a key or label "records", a name that a table of means needs.',
  );
});

test("parseFeed() answers any JSON value with a feed or a failure of one line", () => {
  const parts = fc.constantFrom(...Object.keys(LEAST), "labels", "means", "headers", "expected", "caps");
  fc.assert(
    fc.property(parts, fc.jsonValue(), (part, value) => {
      try {
        parseFeed({ ...LEAST, [part]: value }, "mine.json");
      } catch (error) {
        assert.instance(error, Failure);
        assert.not.match((error as Failure).message, "\n");
      }
    }),
  );
});

test("parseFeed() takes no name that could lead out of a folder", () => {
  for (const name of ["../x", "/etc", "a/b", "a\\b", ".", "a\u0000b", "a\n"]) {
    assert.match(problem({ ...LEAST, name }), /^"name" must be small letters/);
  }
});

test("parseFeed() takes rules for the feed as a whole that refuse it or warn, and no other modes", () => {
  const contract = { records: { mode: "fail", at_most: 3 }, fewer_towns: { mode: "fail" } };
  const held = parseFeed({ ...LEAST, contract }, "mine.json").contract;
  assert.equal([held?.records, held?.fewer_towns], [contract.records, { mode: "fail", at_most: 0 }]);
  assert.equal(held?.duplicates, { mode: "warn", at_most: 0 });
  assert.match(problem({ ...LEAST, contract: { records: { mode: "freeze" } } }), /"fail", "warn"/);
  assert.match(
    problem({ ...LEAST, contract: { records: { mode: "fail", at_most: -1 } } }),
    /must not be negative/,
  );
});

test("parseFeed() takes paths of names, for the rows and for a column", () => {
  const columns = [...LEAST.columns, { name: "lat", type: "number", path: "location.lat" }];
  const feed = parseFeed({ ...LEAST, rows: "data.items", columns }, "mine.json");
  assert.equal([feed.rows, feed.columns.at(-1)?.path], ["data.items", "location.lat"]);
  assert.match(problem({ ...LEAST, rows: "data." }) ?? "", /"rows" must be names with dots between them/);
});

test.run();
