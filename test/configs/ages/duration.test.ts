import { test } from "uvu";
import * as assert from "uvu/assert";
import { durationSeconds } from "../../../configs/ages/duration.ts";

test("durationSeconds() is a number and a unit, in seconds", () => {
  const durations = { "90s": 90, "30m": 1800, "3h": 10_800, "1.5h": 5400, "2d": 172_800, "1w": 604_800 };
  for (const [text, seconds] of Object.entries(durations)) assert.is(durationSeconds(text), seconds, text);
});

test("durationSeconds() is undefined for any other text, and for no time at all", () => {
  for (const text of ["", "3", "h", "3 h", "3hours", "-3h", "0h", "1e3s", "3h30m", "3H", "9999999d"])
    assert.is(durationSeconds(text), undefined, text);
});

test.run();
