import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ago, counted, minute, size, span, thousands } from "../../terminal/words.ts";

test("thousands() writes a whole number as English does", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (count) => assert.is(thousands(count), count.toLocaleString("en-US"))),
  );
  assert.equal([0, 999, 1000, 285_708].map(thousands), ["0", "999", "1,000", "285,708"]);
});

test("counted() sets thousands apart and puts all but one into the plural", () => {
  assert.is(counted(0, "town"), "0 towns");
  assert.is(counted(1, "town"), "1 town");
  assert.is(counted(2463, "town"), "2,463 towns");
  assert.is(counted(1, "municipality"), "1 municipality");
  assert.is(counted(2471, "municipality"), "2,471 municipalities");
  assert.is(counted(2, "day"), "2 days");
});

test("size() takes the unit in which the figure has at most three digits before the point", () => {
  assert.is(size(0), "0 bytes");
  assert.is(size(1), "1 byte");
  assert.is(size(999), "999 bytes");
  assert.is(size(1000), "1.0 kB");
  assert.is(size(999_949), "999.9 kB");
  assert.is(size(999_950), "1.0 MB");
  assert.is(size(11_698_271), "11.7 MB");
});

test("span() takes the largest unit that fits twice", () => {
  assert.is(span(0), "0 ms");
  assert.is(span(0.0424), "42 ms");
  assert.is(span(0.9996), "1 s");
  assert.is(span(1.94), "1.9 s");
  assert.is(span(7), "7 s");
  assert.is(span(9.96), "10 s");
  assert.is(span(119), "119 s");
  assert.is(span(120), "2 minutes");
  assert.is(span(5400), "90 minutes");
  assert.is(span(8640), "2.4 hours");
  assert.is(span(47 * 3600), "47 hours");
  assert.is(span(60 * 3600), "2.5 days");
});

test("ago() says of a time that is still to come that it is ahead of this clock", () => {
  assert.is(ago(102), "102 s ago");
  assert.is(ago(0), "just now");
  assert.is(ago(-30), "30 s ahead of this clock");
});

test("minute() leaves out the seconds, and the letters of ISO 8601", () => {
  assert.is(minute("2026-08-26T02:00:00"), "2026-08-26 02:00");
  assert.is(minute("2026-08-26T02:05:59.999Z"), "2026-08-26 02:05");
});

test.run();
