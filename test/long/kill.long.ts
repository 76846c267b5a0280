import { test } from "uvu";
import * as assert from "uvu/assert";
import { killPoints } from "../helpers/faults/kill_points.ts";
import { STORE_TASKS } from "../helpers/faults/store_tasks.ts";
import { type Figures, keepFigures } from "./_figures.ts";

const HELD =
  "every visible version whole and as its manifest says, none lost, current.csv the old or the new one; the next run succeeded and left no trace";
const figures: Figures[] = [];

for (const name of Object.keys(STORE_TASKS) as (keyof typeof STORE_TASKS)[]) {
  test(`${name} may be killed at any call that changes the disk: nothing is lost, and the next run succeeds`, async () => {
    const times = await killPoints(name);
    assert.ok(times >= 40, `${times} points`);
    figures.push({
      tried: `kill -9 during ${name}, before, in and after each call that changes the disk`,
      times,
      held: HELD,
    });
  });
}

test.after(() => keepFigures("kill", figures));

test.run();
