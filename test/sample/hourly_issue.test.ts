import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { hourlyIssue } from "../../sample/hourly_issue.ts";

test("hourlyIssue() starts one hour before the current one, on the feed's clock", () => {
  assert.equal(hourlyIssue(new Date("2026-01-05T16:20:31.5Z")), {
    hloc: "20260105T09",
    publishedAt: new Date("2026-01-05T16:00:00Z"),
  });
});

test("hourlyIssue() goes back over midnight and the end of a year", () => {
  assert.is(hourlyIssue(new Date("2026-01-01T06:59:59Z")).hloc, "20251231T23");
  assert.is(hourlyIssue(new Date("2026-01-01T07:00:00Z")).hloc, "20260101T00");
});

test("hourlyIssue() is published at the hour, no more than an hour ago", async () => {
  const from = new Date("2023-01-01T00:00:00Z");
  const property = fc.property(
    fc.date({ min: from, max: new Date("2040-01-01"), noInvalidDate: true }),
    (now) => {
      const age = now.getTime() - hourlyIssue(now).publishedAt.getTime();
      assert.ok(age >= 0 && age < 3_600_000, `${age}`);
      assert.is(hourlyIssue(now).publishedAt.getTime() % 3_600_000, 0);
    },
  );
  await fc.assert(property);
});

test.run();
