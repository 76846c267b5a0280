import fc from "fast-check";
import { DateTime } from "luxon";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseVersion, versionAt, versionTime } from "../../../io/store/version.ts";

const moments = fc.date({
  min: new Date("0001-01-01T00:00:00.000Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});
/** Half of them in the ranges of a calendar and a clock, ends and what lies beyond them included. */
const spellings = fc
  .tuple(
    fc.integer({ min: 1, max: 9999 }),
    ...[13, 32, 25, 61, 61].map((max) =>
      fc.oneof(fc.integer({ max, min: 0 }), fc.integer({ max: 99, min: 0 })),
    ),
  )
  .map(([year, ...rest]) => {
    const [month, day, hour, minute, second] = rest.map((part) => String(part).padStart(2, "0"));
    return `${String(year).padStart(4, "0")}${month}${day}_${hour}${minute}${second}`;
  });

/** The version that a Date shows, by another way than the one tested. */
const spelled = (moment: Date) => DateTime.fromJSDate(moment, { zone: "utc" }).toFormat("yyyyMMdd_HHmmss");

test("versionAt() is the moment's whole second in UTC", () => {
  assert.is(versionAt(new Date("2026-11-24T14:00:00.999Z")), "20261124_140000");
  fc.assert(fc.property(moments, (moment) => assert.is(versionAt(moment), spelled(moment))));
});

test("versionAt() knows no local time", () => {
  const zone = process.env.TZ;
  process.env.TZ = "America/Mexico_City";
  const version = versionAt(new Date("2026-01-01T00:00:00Z"));
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
  assert.is(version, "20260101_000000");
});

test("versionTime() gives back the second that versionAt() took", () => {
  fc.assert(
    fc.property(moments, (moment) => {
      const second = Math.floor(moment.getTime() / 1000) * 1000;
      assert.is(versionTime(versionAt(moment)).getTime(), second);
    }),
  );
});

test("versions sort as their moments do", () => {
  fc.assert(
    fc.property(moments, moments, (a, b) => {
      if (versionAt(a) < versionAt(b)) assert.ok(a < b);
    }),
  );
});

test("parseVersion() takes every version that versionAt() gives", () => {
  fc.assert(fc.property(moments, (moment) => assert.is(parseVersion(versionAt(moment)), versionAt(moment))));
});

test("parseVersion() takes a date and a time just where a calendar and a clock have them", () => {
  fc.assert(
    fc.property(spellings, (text) => {
      const [, year, ...rest] = /^(....)(..)(..)_(..)(..)(..)$/.exec(text)?.map(Number) ?? [];
      const [month = 0, day, hour, minute, second] = rest;
      const moment = new Date(0);
      moment.setUTCFullYear(year ?? 0, month - 1, day);
      moment.setUTCHours(hour ?? 0, minute, second);
      assert.is(parseVersion(text), spelled(moment) === text ? text : undefined);
    }),
    { numRuns: 1000 },
  );
});

test("parseVersion() takes nothing else", () => {
  for (const text of [
    "",
    "current",
    "20261124",
    "20261301_000000",
    "20260230_000000",
    "20260100_000000",
    "20260101_240000",
    "20260101_236000",
    "20260101_235960",
    "20260101-000000",
    "20260101T000000",
    "20260101_00000",
    "20260101_0000000",
    " 20260101_000000",
    "20260101_000000\n",
    "20260101_000000.csv",
    "-0260101_000000",
    "２０２６０１０１_000000",
    "Invalid DateTime",
  ]) {
    assert.is(parseVersion(text), undefined, text);
  }
});

test.run();
