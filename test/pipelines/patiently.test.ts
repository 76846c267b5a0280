import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../errors/mod.ts";
import { patiently } from "../../pipelines/_patiently.ts";
import { failsWith } from "../helpers/fails_with.ts";

/** A clock that goes on while one sleeps, and an attempt that finds the folder held so many times. */
function world(held: number) {
  let time = 0;
  let attempts = 0;
  return {
    attempts: () => attempts,
    attempt: async () => {
      attempts++;
      if (attempts <= held) throw new Failure("locked", "It is held.");
      return "done";
    },
    effects: {
      now: () => new Date(time),
      sleep: async (milliseconds: number, signal?: AbortSignal) => {
        signal?.throwIfAborted();
        time += milliseconds;
      },
    },
  };
}

test("patiently() asks once when it is not to wait", async () => {
  const { attempt, attempts, effects } = world(1);
  await failsWith("locked", /held/, () => patiently(0, attempt, undefined, effects));
  assert.is(attempts(), 1);
});

test("patiently() asks again until the folder is free or the time is up", async () => {
  const free = world(4);
  assert.is(await patiently(1, free.attempt, undefined, free.effects), "done");
  const late = world(5);
  await failsWith("locked", /held/, () => patiently(1, late.attempt, undefined, late.effects));
  assert.is(late.attempts(), 5);
});

test("patiently() does not try again what failed otherwise", async () => {
  const { effects } = world(0);
  let attempts = 0;
  const attempt = async () => {
    attempts++;
    throw new Failure("contract", "It is bad.");
  };
  await failsWith("contract", /bad/, () => patiently(60, attempt, undefined, effects));
  assert.is(attempts, 1);
});

test("patiently() stops waiting when it is told to", async () => {
  const { attempt, effects } = world(9);
  const stop = AbortSignal.abort(new Failure("terminated", "Stopped."));
  await failsWith("terminated", /Stopped/, () => patiently(60, attempt, stop, effects));
});

test.run();
