import { test } from "uvu";
import * as assert from "uvu/assert";
import { judge } from "../../../bench/runner/judge.ts";

const rounds = new Map([
  ["municlima", [1, 2, 1].map((wall) => ({ wall, cpu: 0.1, peakMb: 300 }))],
  ["DuckDB (Python)", [2, 2, 2].map((wall) => ({ wall, cpu: 1, peakMb: 100 }))],
  ["DuckDB (Node)", [5, 5, 5].map((wall) => ({ wall, cpu: 1, peakMb: 600 }))],
]);

test("judge() takes the median of the rounds' ratios, to the best of those named", () => {
  const goal = { contestant: "municlima", atMost: 0.5, times: "DuckDB" } as const;
  assert.equal(judge({ ...goal, what: "wall" }, rounds), {
    goal: "municlima: time at most 0.5 × that of DuckDB",
    measured: 0.5,
    unit: "×",
    met: true,
  });
  assert.is(judge({ ...goal, what: "peak" }, rounds)?.measured, 3);
  assert.is(judge({ ...goal, what: "peak" }, rounds)?.met, false);
});

test("judge() takes the median itself where no other is named", () => {
  assert.equal(judge({ contestant: "municlima", what: "peak", atMost: 299 }, rounds), {
    goal: "municlima: peak memory at most 299 MB",
    measured: 300,
    unit: "MB",
    met: false,
  });
});

test("judge() says nothing of a goal whose contestants are absent", () => {
  assert.is(judge({ contestant: "municlima", what: "wall", atMost: 1, times: "pandas" }, rounds), undefined);
  assert.is(judge({ contestant: "nobody", what: "wall", atMost: 1 }, rounds), undefined);
});

test.run();
