import { test } from "uvu";
import * as assert from "uvu/assert";
import { ageLimits } from "../../../configs/ages/age_limits.ts";
import { BUILT_IN_FEEDS } from "../../../configs/built_in_feeds.ts";

test("ageLimits() are three hours and a day for a feed that does not say", () => {
  assert.equal(ageLimits(undefined), { fetched: 10_800, unchanged: 86_400 });
});

test("ageLimits() are what the feed says, and none is none", () => {
  const max_age = { fetched: "26h", issued: "2d", unchanged: "none" };
  assert.equal(ageLimits({ max_age }), { fetched: 93_600, issued: 172_800 });
});

test("ageLimits() of every built-in feed are durations", () => {
  for (const feed of BUILT_IN_FEEDS.values())
    assert.is(
      Object.keys(ageLimits(feed)).length,
      Object.keys({ fetched: 0, unchanged: 0, ...feed.max_age }).length,
    );
});

test.run();
