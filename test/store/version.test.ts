import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseVersion, versionAt, versionTime } from "../../store/version.ts";

test("parseVersion() takes the second of a moment, and versionTime() gives it back", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true }), (moment) => {
      const version = versionAt(moment);
      assert.is(parseVersion(version), version);
      assert.is(versionTime(version).getTime(), Math.floor(moment.getTime() / 1000) * 1000);
    }),
  );
});

test("parseVersion() takes just the days and times that a calendar has", () => {
  const digits = (most: number) => fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, "0"));
  const parts = fc.tuple(
    fc.constantFrom(1900, 2000, 2023, 2024),
    digits(13),
    digits(32),
    digits(24),
    digits(60),
  );
  fc.assert(
    fc.property(parts, ([year, month, day, hour, minute]) => {
      const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
      // Of 30 February and of 24:00 a Date makes a later day.
      const isReal =
        !Number.isNaN(time.getTime()) && time.toISOString().startsWith(`${year}-${month}-${day}T${hour}`);
      const text = `${year}${month}${day}_${hour}${minute}00`;
      assert.is(parseVersion(text), isReal ? text : undefined);
    }),
    { numRuns: 1000 },
  );
});

test("parseVersion() takes nothing else", () => {
  for (const text of [
    "current",
    "20261124",
    "20261124_140060",
    "20261124_14000",
    "x20261124_140000",
    "20261124_140000\n",
  ]) {
    assert.is(parseVersion(text), undefined, text);
  }
});

test.run();
