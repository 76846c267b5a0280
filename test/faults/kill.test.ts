import { test } from "uvu";
import * as assert from "uvu/assert";
import { killPoints } from "../helpers/faults/kill_points.ts";

/** Some of the points of `test/long/kill.long.ts`, spread over the task. */
for (const [name, count] of [
  ["an ingest", 1],
  ["a merge", 2],
  ["a prune", 1],
] as const) {
  test(`${name} that is killed loses nothing, and the next run succeeds and leaves no trace of it`, async () => {
    const times = await killPoints(name, (points) => {
      const step = Math.floor(points.length / count);
      return points.filter((_, i) => i % step === step - 1).slice(0, count);
    });
    assert.is(times, count);
  });
}

test.run();
