import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseFeed } from "../../../configs/description/parse_feed.ts";
import { smnHourly } from "../../../configs/feeds/smn_hourly.ts";
import { describeFeed } from "../../../frames/describe/describe_feed.ts";
import { STRICT, sortOutRows } from "../../../frames/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { json } from "../../helpers/feeds/tiny_feed.ts";

const ABOUT = { name: "mine", url: "https://example.org/mine" };
const described = (value: unknown) => describeFeed(json(value), ABOUT, "body.json");
const columnOf = (value: unknown, name: string) =>
  described(value).description.columns.find((column) => column.name === name);

/** Two stations at two hours. */
const STATIONS = ["01001", "1001"].flatMap((station, i) =>
  ["2026-11-24T11:00:00Z", "2026-11-24T12:00:00Z"].map((time, hour) => ({
    station_id: station,
    name: `Station ${i}`,
    location: { lat: 19.4 + i, lon: -99.1 },
    at: { utc: time },
    pm10: 40 + 10 * i + hour,
    wind_dir: 90,
    ok: true,
    note: null,
  })),
);

test("describeFeed() finds rows, paths, types, the time, the key, labels, measures, ranges and what is left out", () => {
  const { description, rows, guesses, to_fill_in } = described({ count: 4, data: { items: STATIONS } });
  assert.is(rows, 4);
  assert.equal(description, {
    name: "mine",
    noun: { singular: "station", plural: "stations" },
    urls: ["https://example.org/mine"],
    clock: "UTC",
    rows: "data.items",
    columns: [
      { name: "station_id", type: "string", meaning: "" },
      { name: "name", type: "string", meaning: "" },
      {
        name: "lat",
        path: "location.lat",
        type: "number",
        meaning: "",
        unit: "°",
        minimum: -90,
        maximum: 90,
      },
      {
        name: "lon",
        path: "location.lon",
        type: "number",
        meaning: "",
        unit: "°",
        minimum: -180,
        maximum: 180,
      },
      { name: "utc", path: "at.utc", type: "datetime", format: "iso8601", meaning: "" },
      { name: "pm10", type: "number", meaning: "", unit: "", minimum: 0, maximum: 100 },
      { name: "wind_dir", type: "number", meaning: "", unit: "", minimum: 0, maximum: 100 },
    ],
    key: ["station_id"],
    time: "utc",
    labels: ["name", "lat", "lon"],
    means: [{ name: "pm10_mean", of: ["pm10"] }],
  });
  assert.equal(guesses, [
    'The body is an object with its 4 rows at "data.items".',
    '"utc" is the time, read as iso8601 at "at.utc", such as "2026-11-24T11:00:00Z".',
    'The clock is "UTC": the times say how far they are from UTC. Set "clock" to another IANA time zone to have them on that.',
    '"station_id" is the key: with the time it tells every row from all others.',
    '"station_id" is a text, as "01001" begins with a zero.',
    '"name", "lat", "lon" do not change with time.',
    '"wind_dir" is a direction, of which no mean is made.',
    '"ok" is left out, as a column holds texts and numbers alone.',
    '"note" is left out, as it never has a value.',
    "Ranges have room around the sample's values.",
  ]);
  assert.equal(to_fill_in, [
    '"pm10", "wind_dir" have no unit.',
    '"meaning" of each column, and "title", are what people are shown.',
  ]);
});

test("describeFeed() takes the time as it is written, and says whether its clock is known", () => {
  for (const [time, format, clock] of [
    ["20261124T05", undefined, /is a guess, "UTC"/],
    ["2026-11-24", "iso8601", /is a guess/],
    ["2026-11-24T05:00-06:00", "iso8601", /say how far/],
    [1795604400, "epoch_seconds", /counted in UTC/],
    [1795604400000, "epoch_milliseconds", /counted in UTC/],
  ] as const) {
    const { description, guesses } = described([{ id: "a", time, x: 1.5 }]);
    assert.is(description.columns[1]?.format, format, String(time));
    assert.match(guesses[2] ?? "", clock);
  }
  const zoned = described({
    timezone: "America/Bogota",
    list: [{ id: "a", time: "2026-11-24 05:00", x: 1.5 }],
  });
  assert.is(zoned.description.clock, "America/Bogota");
});

test("describeFeed() takes the time of the row before that of its making", () => {
  const row = { id: "a", updated: "2026-11-24T05:00:00Z", valid_time: "2026-11-24T06:00:00Z", x: 1.5 };
  assert.equal(
    [described([row]).description.time, columnOf([row], "updated")?.type],
    ["valid_time", "string"],
  );
});

test("describeFeed() takes the fewest columns for the key, an id first, and of municipalities both numbers", () => {
  const keyOf = (rows: readonly object[]) =>
    described(rows.map((row) => ({ t: "2026-11-24T05", x: 0.5, ...row }))).description.key;
  assert.equal(
    keyOf([
      { name: "x", id: 1 },
      { name: "y", id: 2 },
    ]),
    ["id"],
  );
  assert.equal(
    keyOf([
      { line_id: 1, stop_id: 1 },
      { line_id: 1, stop_id: 2 },
      { line_id: 2, stop_id: 1 },
    ]),
    ["line_id", "stop_id"],
  );
  assert.equal(
    keyOf([
      { name: "x", n: 7 },
      { name: "y", n: 7 },
    ]),
    ["name"],
  );
  assert.equal(
    keyOf([
      { nmun: "x", ides: "1", idmun: "1" },
      { nmun: "y", ides: "2", idmun: "2" },
    ]),
    ["ides", "idmun"],
  );
});

test("describeFeed() keeps texts with leading zeros and of too many digits, and keys that are written as texts", () => {
  const row = { id: "7", t: "2026-11-24", zip: "01001", big: "12345678901234567890", n: "3.5", m: 3 };
  const types = described([row]).description.columns.map(({ name, type }) => `${name} ${type}`);
  assert.equal(types, ["id string", "t datetime", "zip string", "big string", "n number", "m number"]);
});

test("describeFeed() tells what stands for no value, and leaves it out of the range", () => {
  const rows = ["4", "6.5", "ND", -999].map((o3, i) => ({ id: i, t: "2026-11-24", o3 }));
  assert.equal(columnOf(rows, "o3"), {
    ...{ name: "o3", type: "number", meaning: "", unit: "" },
    ...{ missing: [-999, "ND"], minimum: 0, maximum: 10 },
  });
  const far = [4, 999, 800].map((o3, i) => ({ id: i, t: "2026-11-24", o3 }));
  assert.is(columnOf(far, "o3")?.missing, undefined);
});

test("describeFeed() takes lists of coordinates by their place, and columns of some rows with a word", () => {
  const rows = [
    { id: "a", t: "2026-11-24", geometry: { coordinates: [-99, 19] }, x: 1 },
    { id: "b", t: "2026-11-24", geometry: { coordinates: [-98, 20] } },
  ];
  const { description, guesses } = described(rows);
  assert.is(columnOf(rows, "lon")?.path, "geometry.coordinates.0");
  assert.equal(description.contract, { missing_column: { mode: "evolve", at_most: 1 } });
  assert.ok(guesses.includes('"x" is not in every row.'));
});

test("describeFeed() says why a body is no feed", async () => {
  for (const [text, why] of [
    ["<html>", /"body\.json" is not JSON/],
    ['{"error": "Try later"}', /has no array of objects in it/],
    ["[]", /has no array of objects/],
    ['[{"id": 1, "x": 2}]', /no column with a time in every row/],
    ['[{"t": "2026-11-24", "x": 2.5}, {"t": "2026-11-24", "x": 2.5}]', /tell its rows apart/],
  ] as const)
    await failsWith("contract", why, () => describeFeed(new TextEncoder().encode(text), ABOUT, "body.json"));
});

test("describeFeed() reads JSON lines", () => {
  const body = new TextEncoder().encode(
    '{"id":"a","t":"2026-11-24","x":1}\n{"id":"b","t":"2026-11-24","x":2}\n',
  );
  const { description, guesses } = describeFeed(body, ABOUT, "body.ndjson");
  assert.is(guesses[0], "The body is JSON lines of 2 rows.");
  assert.is(description.rows, undefined);
});

test("describeFeed() describes what parseFeed() takes, and the sample has no fault by it, whatever is in it", async () => {
  const value = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      "",
      "ND",
      -99,
      999,
      true,
      [1, 2],
      "007",
      "1e5",
      "2026-11-24",
      "2026-11-24T05:00Z",
      {},
    ),
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    fc.integer(),
    fc.string(),
    fc.record({ lat: fc.double({ min: -90, max: 90, noNaN: true }), name: fc.string() }),
  );
  const name = fc.constantFrom(
    "a",
    "b c",
    "version",
    "records",
    "lat",
    "time",
    "naïve",
    "2020",
    "a.b",
    "x_id",
    "__proto__",
  );
  const extra = fc.array(fc.tuple(name, value), { maxLength: 5 });
  await fc.assert(
    fc.property(fc.array(extra, { minLength: 1, maxLength: 4 }), (extras) => {
      const rows = extras.map((more, i) => ({
        ...Object.fromEntries(more),
        id: `s${i}`,
        when: "2026-11-24T05:00:00",
      }));
      const body = json(rows);
      const { description } = describeFeed(body, ABOUT, "body.json");
      const feed = parseFeed(JSON.parse(JSON.stringify(description)), "mine.json");
      const sorted = sortOutRows(body, feed, { ...STRICT, ...feed.contract }, "body.json");
      assert.is(sorted.frame.height, rows.length);
      assert.is(sorted.violations.type, 0);
    }),
    { numRuns: 100 },
  );
});

test("describeFeed() finds the key and time of the weather service's feed", () => {
  const row = (ides: string, idmun: string, hloc: string) => ({
    ...Object.fromEntries(smnHourly.columns.map(({ name }) => [name, "1.5"])),
    ...{ ides, idmun, hloc, nes: "Oaxaca", nmun: `Town ${ides}-${idmun}` },
  });
  const rows = [row("20", "1", "20261124T05"), row("20", "1", "20261124T06"), row("21", "1", "20261124T05")];
  const { description } = described(rows);
  assert.equal([description.key, description.time], [smnHourly.key, smnHourly.time]);
  assert.equal(columnOf(rows, "ides")?.type, "integer");
});

test.run();
