import { test } from "uvu";
import * as assert from "uvu/assert";
import { smnHourly } from "../../../configs/feeds/smn_hourly.ts";
import { assertCoverage } from "../../../pipelines/ingest/_assert_feed_rules.ts";
import { failsWith } from "../../helpers/fails_with.ts";

const check = (towns: number, minTowns: number) =>
  assertCoverage({ towns }, smnHourly, minTowns, "feed.json.gz");

test("assertCoverage() refuses a feed with two fifths of its towns missing, and says how many it has", async () => {
  const message =
    /^The feed "smn-hourly" in "feed\.json\.gz" has 1,478 of 2,463 towns \(60 %\), fewer than the 90 % required\. Try again later, or lower the setting "minTowns"\.$/;
  await failsWith("contract", message, () => check(1478, 90));
});

test("assertCoverage() takes just as many towns as are asked for, and not one fewer", async () => {
  assert.not.throws(() => check(2217, 90));
  await failsWith("contract", /has 2,216 of 2,463 towns \(89\.9 %\)/, () => check(2216, 90));
  assert.not.throws(() => check(2463, 100));
  assert.not.throws(() => check(2470, 100));
  assert.not.throws(() => check(1, 0));
});

test.run();
