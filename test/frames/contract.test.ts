import { test } from "uvu";
import * as assert from "uvu/assert";
import { allowed, isAllOrNothing, SETTING_ASIDE, STRICT } from "../../frames/contract.ts";

test("allowed() takes a number below 1 for a share, cut to whole rows, and any other for a count", () => {
  const most = (atMost: number) => allowed({ mode: "discard_row", atMost }, 250);
  assert.equal([most(0), most(0.01), most(0.999), most(1), most(7)], [0, 2, 249, 1, 7]);
});

test("isAllOrNothing() is true of a contract that looks at no row by itself", () => {
  assert.ok(isAllOrNothing(STRICT));
  assert.not.ok(isAllOrNothing(SETTING_ASIDE));
  assert.not.ok(isAllOrNothing({ ...STRICT, range: { mode: "discard_value", atMost: 1 } }));
});

test.run();
