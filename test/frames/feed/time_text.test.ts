import * as fc from "fast-check";
import { DateTime } from "luxon";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { timeText } from "../../../frames/feed/_time_text.ts";
import type { TimeFormat } from "../../../frames/schema.ts";

const MEXICO = "America/Mexico_City";

test("timeText() gives a time on the feed's clock, whatever it was written on", () => {
  for (const [text, format, clock, expected] of [
    ["20260824T13", "yyyymmddthh", MEXICO, "2026-08-24T13:00:00"],
    ["2026-08-24T13:05:06", "iso8601", MEXICO, "2026-08-24T13:05:06"],
    ["2026-08-24 13:05", "iso8601", MEXICO, "2026-08-24T13:05:00"],
    ["2026-08-24T13", "iso8601", MEXICO, "2026-08-24T13:00:00"],
    ["2026-08-24T13Z", "iso8601", MEXICO, "2026-08-24T07:00:00"],
    ["2026-08-24", "iso8601", MEXICO, "2026-08-24T00:00:00"],
    ["2026-08-24T13:05:06.789Z", "iso8601", MEXICO, "2026-08-24T07:05:06"],
    ["2026-08-24T13:05:06-06:00", "iso8601", MEXICO, "2026-08-24T13:05:06"],
    ["2026-08-24T13:05+0530", "iso8601", "UTC", "2026-08-24T07:35:00"],
    ["2026-08-24 00:30:00 +02", "iso8601", "UTC", "2026-08-23T22:30:00"],
    ["1787576706", "epoch_seconds", "UTC", "2026-08-24T13:05:06"],
    ["1787576706.9", "epoch_seconds", "UTC", "2026-08-24T13:05:06"],
    ["1787576706000", "epoch_milliseconds", MEXICO, "2026-08-24T07:05:06"],
  ] as const) {
    assert.is(timeText(text, format, clock), expected, text);
  }
});

test("timeText() takes nothing for a time that is none", () => {
  for (const [format, texts] of [
    ["iso8601", ["", "2026-02-30", "2026-08-24T25:00", "2026-13-01", "24/08/2026", "20260824T13", "now"]],
    ["yyyymmddthh", ["2026-08-24", "20260230T00", "20260824T24"]],
    ["epoch_seconds", ["", "1e9", "2026-08-24", "99999999999999"]],
  ] as const satisfies readonly (readonly [TimeFormat, readonly string[]])[]) {
    for (const text of texts) assert.is(timeText(text, format, MEXICO), undefined, text);
  }
});

test("timeText() finds what luxon finds, for any time in any zone", async () => {
  const zone = fc.constantFrom(MEXICO, "UTC", "Asia/Kolkata", "America/Tijuana", "Pacific/Chatham");
  const times = fc.integer({ min: Date.UTC(1990), max: Date.UTC(2080) }).map((ms) => ms - (ms % 1000));
  await fc.assert(
    fc.property(times, zone, zone, (ms, clock, written) => {
      const expected = DateTime.fromMillis(ms, { zone: clock }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
      assert.is(timeText(String(ms), "epoch_milliseconds", clock), expected);
      assert.is(timeText(String(ms / 1000), "epoch_seconds", clock), expected);
      const iso = DateTime.fromMillis(ms, { zone: written }).toISO({ suppressMilliseconds: true }) ?? "";
      assert.is(timeText(iso, "iso8601", clock), expected, iso);
    }),
    { numRuns: 500 },
  );
});

test.run();
