import { test } from "uvu";
import * as assert from "uvu/assert";
import { curveRevision } from "../../reports/curve_revision.ts";

const feed = (times: string[], ...curves: (number | null)[][]) => ({
  times,
  towns: new Map([["20-54", curves]]),
});

test("curveRevision() compares the same times, although the newer feed begins and ends later", () => {
  const { times, towns } = curveRevision(
    feed(["T02", "T03", "T04"], [10, 20, 30]),
    feed(["T01", "T02", "T03"], [0, 9, 21.5]),
    ["20-54"],
    [{}],
  );
  assert.equal(times, ["T02", "T03"]);
  assert.equal(towns, [
    [{ times: 2, changed: 2, change: -0.25, older: 15.25, newer: 15, curve: [1, -1.5, null] }],
  ]);
});

test("curveRevision() compares totals of what adds up, and turns a direction the shorter way round", () => {
  const { towns } = curveRevision(
    feed(["T01", "T02"], [1.5, 2], [10, 20]),
    feed(["T01", "T02"], [1, 2], [350, 20]),
    ["20-54"],
    [{ adds: true }, { turns: true }],
  );
  assert.equal(
    towns[0]?.map(({ changed, change, older, newer }) => [changed, change, older, newer]),
    [
      [1, 0.5, 3, 3.5],
      [1, 10, null, null],
    ],
  );
});

test("curveRevision() says nothing of a town or a time that one of them lacks", () => {
  const { towns } = curveRevision(
    feed(["T01"], [1], [null]),
    feed(["T01"], [null], [1]),
    ["20-54", "9-2"],
    [{}, { adds: true }],
  );
  assert.equal(
    towns.flat().map(({ times, change }) => [times, change]),
    Array.from({ length: 4 }, () => [0, null]),
  );
});

test.run();
