import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  allowed,
  isAllOrNothing,
  QUARANTINE,
  type RowMode,
  STRICT,
  tolerated,
} from "../../frames/contract.ts";

test("allowed() takes a number below 1 for a share, cut to whole rows, and any other for a count", () => {
  const most = (at_most: number) => allowed({ mode: "discard_row", at_most }, 250);
  assert.equal([most(0), most(0.01), most(0.999), most(1), most(7)], [0, 2, 249, 1, 7]);
});

test("allowed() is no row where a rule refuses the feed, and every one where it takes rows as they are", () => {
  const most = (mode: RowMode) => allowed({ mode, at_most: 7 }, 250);
  assert.equal([most("freeze"), most("evolve"), most("discard_value")], [0, 250, 7]);
});

test("tolerated() is a share or a count where a rule refuses the feed, and everything where it warns", () => {
  const most = (mode: "fail" | "warn", at_most: number) => tolerated({ mode, at_most }, 250);
  assert.equal([most("fail", 0), most("fail", 0.1), most("fail", 7), most("warn", 0)], [0, 25, 7, 250]);
});

test("isAllOrNothing() is true of a contract that looks at no row by itself", () => {
  assert.ok(isAllOrNothing(STRICT));
  assert.not.ok(isAllOrNothing(QUARANTINE));
  assert.not.ok(isAllOrNothing({ ...STRICT, range: { mode: "discard_value", at_most: 1 } }));
});

test.run();
