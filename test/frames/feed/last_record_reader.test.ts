import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { smnHourly } from "../../../configs/feeds/smn_hourly.ts";
import { checkFrame, feedFrame, lastRecordPerTown, lastRecordReader } from "../../../frames/mod.ts";
import type { FeedSchema } from "../../../frames/schema.ts";
import { feedBytes, generatedFeed } from "../../helpers/feeds/generated_feed.ts";
import { json, TINY, type TinyRow, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { frameEqual } from "../../helpers/frame_equal.ts";

/** What the reader makes of a text that comes in pieces of this length. */
function read(text: Uint8Array, schema: FeedSchema, atOrBefore?: Date, piece = 1 << 20) {
  const reader = lastRecordReader(schema, atOrBefore);
  for (let at = 0; at < text.length; at += piece) reader.write(text.subarray(at, at + piece));
  return reader.end();
}

const HOURS = ["20230824T10", "20230824T11", "20230824T12", "20230824T13"];
const TOWNS: Partial<TinyRow>[] = [
  { ides: "20", idmun: "54", nmun: "Zahuatlán" },
  { ides: "9", idmun: "2", nmun: "Azcapotzalco" },
  { ides: "9", idmun: "54", nmun: "" },
];
const tiny = (rows: Partial<TinyRow>[]) => json(rows.map(tinyRow));
const inOrder = TOWNS.flatMap((town, t) =>
  HOURS.map((hloc, h) => ({ ...town, hloc, temp: `${20 * t + h}.50` })),
);

test("lastRecordReader() keeps the last record of each town, sorted by key", () => {
  const snapshot = read(tiny(inOrder), TINY)?.snapshot;
  assert.equal(
    snapshot?.columns,
    TINY.columns.map(({ name }) => name),
  );
  assert.equal(snapshot?.select("ides", "idmun", "nmun", "temp").toRecords(), [
    { ides: 9, idmun: 2, nmun: "Azcapotzalco", temp: 23.5 },
    { ides: 9, idmun: 54, nmun: null, temp: 43.5 },
    { ides: 20, idmun: 54, nmun: "Zahuatlán", temp: 3.5 },
  ]);
});

test("lastRecordReader() keeps each town's last record at or before a time, and leaves out a town without one", () => {
  const rows = inOrder.filter(({ idmun, hloc }) => idmun !== "2" || hloc === "20230824T13");
  const made = read(tiny(rows), TINY, new Date("2023-08-24T12:59:59Z"));
  assert.equal(made?.snapshot.getColumn("temp").toArray(), [42.5, 2.5]);
  assert.equal([made?.check.towns, made?.check.rows], [3, 9]);
});

test("lastRecordReader() leaves a feed alone that spells one town in two ways, or spans more than seven years", () => {
  const [a, b, c, d] = inOrder as [TinyRow, TinyRow, TinyRow, TinyRow];
  for (const rows of [
    [a, { ...b, ides: "020" }, { ...c, ides: "20" }, d],
    [a, { ...a, hloc: "20400901T00" }],
    [a, { ...a, hloc: "20000101T00" }],
  ]) {
    assert.is(read(tiny(rows), TINY), undefined);
  }
});

test("lastRecordReader() finds, for rows in any order and times that stand twice, what reading all of it into a frame finds", async () => {
  const row = fc.record({
    ides: fc.constantFrom("19", "20"),
    idmun: fc.constantFrom("1", "2", "10", "11"),
    nmun: fc.string({ unit: fc.constantFrom("a", "é", " ", '"', "}"), maxLength: 60 }),
    hours: fc.integer({ min: -9_000, max: 9_000 }).map((hour) => (hour % 3 === 0 ? hour : hour % 60)),
    temp: fc.integer({ min: -40, max: 60 }).map(String),
  });
  await fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), fc.boolean(), (made, limited) => {
      const rows = made.map(({ hours, ...rest }) => {
        const time = new Date(Date.UTC(2023, 7, 24) + hours * 3_600_000).toISOString();
        return { ...rest, hloc: time.slice(0, 13).replaceAll("-", "") };
      });
      const at = limited ? new Date("2023-08-24T10:30:00Z") : undefined;
      const found = read(tiny(rows), TINY, at, 100);
      const frame = feedFrame(tiny(rows), TINY, "feed.json");
      assert.ok(found !== undefined);
      assert.equal(found.check, checkFrame(frame, TINY));
      frameEqual(found.snapshot, lastRecordPerTown(frame, TINY, at));
    }),
    { numRuns: 300 },
  );
});

test("lastRecordReader() finds, for every feed in order, what reading all of it into a frame finds", async () => {
  const outcomes = { read: 0, left: 0 };
  const moment = fc.option(
    fc.constantFrom("2026-02-27T22:30:00Z", "2026-02-28T23:00:00Z", "2026-03-09T00:00:00Z"),
  );
  await fc.assert(
    fc.property(generatedFeed(), moment, fc.integer({ min: 1, max: 3000 }), (feed, time, piece) => {
      const bytes = feedBytes(feed);
      const at = time === null ? undefined : new Date(time);
      const made = read(bytes, smnHourly, at, piece);
      outcomes[made === undefined ? "left" : "read"]++;
      if (made === undefined) return;
      const frame = feedFrame(bytes, smnHourly, "feed.json");
      assert.equal(made.check, checkFrame(frame, smnHourly));
      frameEqual(made.snapshot, lastRecordPerTown(frame, smnHourly, at));
    }),
    { numRuns: 400 },
  );
  assert.ok(outcomes.read > 30, JSON.stringify(outcomes));
});

test.run();
