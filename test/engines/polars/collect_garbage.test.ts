import { test } from "uvu";
import * as assert from "uvu/assert";
import { collectGarbage } from "../../../engines/polars/_collect_garbage.ts";

test("collectGarbage() lets go of what nothing refers to", async () => {
  let released = 0;
  const registry = new FinalizationRegistry(() => released++);
  for (let i = 0; i < 10; i++) registry.register({ i }, i);
  collectGarbage();
  // V8 says so in a task of its own, which on a busy machine comes late.
  for (let turn = 0; turn < 500 && released < 9; turn++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  assert.ok(released >= 9, `${released} of 10`);
});

test.run();
