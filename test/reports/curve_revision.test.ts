import { test } from "uvu";
import * as assert from "uvu/assert";
import { curveRevision } from "../../reports/curve_revision.ts";

const feed = (times: string[], ...curves: (number | null)[][]) => ({
  times,
  towns: new Map([["20-54", curves]]),
});

test("curveRevision() compares the same times, although the newer feed begins and ends later", () => {
  const { times, change, curves } = curveRevision(
    feed(["T02", "T03", "T04"], [10, 20, 30]),
    feed(["T01", "T02", "T03"], [0, 9, 21.5]),
    ["20-54"],
    1,
  );
  assert.is(times, 2);
  assert.equal(curves, [[[1, -1.5, null]]]);
  assert.equal(change, [[-0.25]]);
});

test("curveRevision() tells nothing of a town or a time that one of them lacks", () => {
  const { change } = curveRevision(
    feed(["T01"], [1], [null]),
    feed(["T01"], [null], [1]),
    ["20-54", "9-2"],
    2,
  );
  assert.equal(change, [
    [null, null],
    [null, null],
  ]);
});

test.run();
