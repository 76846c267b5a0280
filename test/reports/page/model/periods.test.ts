import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  daysOf,
  type Period,
  periodsAt,
  spanOf,
  type Times,
  timesOf,
} from "../../../../reports/page/model/periods.ts";

const at = (iso: string) => Date.parse(`${iso}Z`);
/** A forecast by the hour, from 22:00 of one day to 03:00 two days later. */
const HOURLY = timesOf({
  forecast: {
    times: Array.from({ length: 30 }, (_, i) =>
      new Date(at("2026-11-24T22:00:00") + i * 3_600_000).toISOString().slice(0, 19),
    ),
  },
} as unknown as Parameters<typeof timesOf>[0]);
const DAILY = {
  moments: ["2026-11-24", "2026-11-25", "2026-11-26"].map((day) => at(`${day}T00:00:00`)),
  step: 86_400_000,
};
const span = (period: Period, now: string, time?: number) => {
  const found = spanOf(period, HOURLY, at(now), time);
  return found === undefined ? undefined : [found.from, found.to];
};

test("spanOf() has the day of the feed's clock, from midnight to midnight, as far as the forecast reaches", () => {
  assert.equal(span("today", "2026-11-24T23:30:00"), [0, 2]);
  assert.equal(span("tomorrow", "2026-11-24T23:30:00"), [2, 26]);
  assert.equal(span("today", "2026-11-25T12:00:00"), [2, 26]);
  assert.equal(span("tomorrow", "2026-11-25T12:00:00"), [26, 30]);
  assert.is(span("today", "2026-11-23T12:00:00"), undefined);
  assert.is(span("tomorrow", "2026-11-26T12:00:00"), undefined);
});

test("spanOf() has the hour that is under way as now, and the 24 from there on as the next ones", () => {
  assert.equal(
    [span("now", "2026-11-24T22:00:00"), span("now", "2026-11-24T22:59:59")],
    [
      [0, 1],
      [0, 1],
    ],
  );
  assert.equal(span("next24", "2026-11-24T22:59:59"), [0, 24]);
  assert.equal(span("next24", "2026-11-25T20:00:00"), [22, 30], "as many as there are");
  assert.is(span("now", "2026-11-24T21:59:59"), undefined);
  assert.is(span("now", "2026-11-26T04:00:00"), undefined);
});

test("spanOf() has all times, one of them, and none for the means", () => {
  assert.equal(
    [span("all", "2026-11-24T22:00:00"), span("time", "2026-11-24T22:00:00", 7)],
    [
      [0, 30],
      [7, 8],
    ],
  );
  assert.equal(
    [span("mean", "2026-11-24T22:00:00"), span("time", "2026-11-24T22:00:00", 30)],
    [undefined, undefined],
  );
});

test("periodsAt() offers what the forecast has, and the means always", () => {
  assert.equal(periodsAt(HOURLY, at("2026-11-24T22:30:00")), [
    "now",
    "today",
    "tomorrow",
    "next24",
    "all",
    "mean",
  ]);
  assert.equal(periodsAt(HOURLY, at("2026-12-24T22:30:00")), ["all", "mean"]);
  assert.equal(periodsAt({ moments: [], step: 3_600_000 }, 0), ["mean"]);
  assert.equal(periodsAt(DAILY, at("2026-11-25T10:00:00")), ["today", "tomorrow", "all", "mean"]);
});

test("daysOf() has each day once and says which are not whole", () => {
  const days = (times: Times) => daysOf(times).map(({ from, to, isWhole }) => [from, to, isWhole]);
  assert.equal(days(HOURLY), [
    [0, 2, false],
    [2, 26, true],
    [26, 30, false],
  ]);
  assert.equal(days(DAILY), [
    [0, 1, true],
    [1, 2, true],
    [2, 3, true],
  ]);
});

test.run();
