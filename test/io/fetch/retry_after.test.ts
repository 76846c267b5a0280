import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { retryAfter } from "../../../io/fetch/retry_after.ts";

const NOW = new Date("1994-11-06T08:49:00Z");

test("retryAfter() reads whole seconds", () => {
  fc.assert(
    fc.property(fc.nat(), (seconds) => {
      assert.is(retryAfter(String(seconds), NOW), seconds * 1_000);
    }),
  );
});

test("retryAfter() reads the three forms of a date that RFC 9110 knows, all in GMT", () => {
  const zone = process.env.TZ;
  process.env.TZ = "America/Mexico_City";
  const [fixed, rfc850, asctime] = [
    retryAfter("Sun, 06 Nov 1994 08:49:37 GMT", NOW),
    retryAfter("Sunday, 06-Nov-94 08:49:37 GMT", NOW),
    retryAfter("Sun Nov  6 08:49:37 1994", NOW),
  ];
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
  assert.equal([fixed, rfc850, asctime], [37_000, 37_000, 37_000]);
});

test("retryAfter() gives the time from now to any date, and 0 for one that has passed", () => {
  const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
  fc.assert(
    fc.property(seconds, seconds, (now, then) => {
      const header = new Date(then * 1_000).toUTCString();
      assert.is(retryAfter(header, new Date(now * 1_000)), Math.max(0, then - now) * 1_000);
    }),
  );
});

test("retryAfter() gives undefined where there is no header or it makes no sense", () => {
  const senseless = ["", " ", "-5", "1.5", "1e3", "soon", "2026-01-01", "Mon", "Monday, later GMT"];
  for (const header of [undefined, ...senseless]) {
    assert.is(retryAfter(header, NOW), undefined, String(header));
  }
});

test.run();
