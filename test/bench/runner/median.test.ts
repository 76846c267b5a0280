import { test } from "uvu";
import * as assert from "uvu/assert";
import { median } from "../../../bench/runner/median.ts";

test("median() gives the middle, whatever the order", () => {
  assert.is(median([30, 4, 5]), 5);
  assert.is(median([30, 4, 5, 7]), 6);
  assert.throws(() => median([]), /no median/);
});

test.run();
