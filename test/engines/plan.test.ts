import { test } from "uvu";
import * as assert from "uvu/assert";
import { BUILT_IN_FEEDS } from "../../configs/mod.ts";
import { mergePlan } from "../../engines/plan.ts";
import { TINY, TINY_FEED } from "../helpers/feeds/tiny_feed.ts";

test("mergePlan() takes from a feed what a merge needs, and nothing else", () => {
  assert.equal(mergePlan(TINY_FEED), {
    name: "tiny",
    columns: [
      { name: "ides", type: "integer" },
      { name: "idmun", type: "integer" },
      { name: "nmun", type: "string" },
      { name: "hloc", type: "datetime" },
      { name: "temp", type: "number" },
    ],
    cvegeo: ["ides", "idmun"],
    key: ["ides", "idmun"],
    time: "hloc",
    labels: ["nmun"],
    means: [{ name: "temp_mean", of: ["temp"], unit: "°C" }],
    rounder: 1_610_612_736,
  });
});

test("mergePlan() is plain data: JSON gives it back, of each feed", () => {
  assert.ok(BUILT_IN_FEEDS.size > 1);
  for (const feed of [TINY, ...BUILT_IN_FEEDS.values()]) {
    const plan = mergePlan(feed);
    assert.equal(JSON.parse(JSON.stringify(plan)), plan, feed.name);
  }
});

test("mergePlan() rounds to multiples of 2^-22, of values on both sides of zero", () => {
  const { rounder } = mergePlan(TINY);
  for (const value of [0, 8.87, -96.37799999999999, 199_999.123, -199_999.123, 2 ** -23]) {
    const rounded = value + rounder - rounder;
    assert.ok(Number.isInteger(rounded * 2 ** 22), String(value));
    assert.ok(Math.abs(value - rounded) <= 2 ** -23, String(value));
  }
});

test.run();
