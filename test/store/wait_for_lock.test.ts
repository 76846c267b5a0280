import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../errors/mod.ts";
import { withLock } from "../../store/lock.ts";
import { memoryStore } from "../../store/objects/memory/memory_store.ts";
import type { ObjectStore } from "../../store/objects/mod.ts";
import { waitForLock } from "../../store/wait_for_lock.ts";
import { failsWith } from "../helpers/fails_with.ts";

/** A folder that is in use when it is asked for so many times, and a clock that goes on while one sleeps. */
function world(held: number) {
  const objects = memoryStore();
  let time = Date.parse("2026-11-24T14:00:00Z");
  let attempts = 0;
  const lock = new TextEncoder().encode("{}");
  const get: ObjectStore["get"] = async () => (++attempts > held ? undefined : { bytes: lock, tag: "other" });
  return {
    attempts: () => attempts,
    data: { objects: { ...objects, get } },
    effects: {
      now: () => new Date(time),
      sleep: async (milliseconds: number, signal?: AbortSignal) => {
        signal?.throwIfAborted();
        time += milliseconds;
      },
    },
  };
}

const done = async () => "done";

test("waitForLock() tries once when it is not to wait", async () => {
  const { data, attempts, effects } = world(1);
  await failsWith("locked", /in use/, () => waitForLock(data, "merge", { seconds: 0 }, done, effects));
  assert.is(attempts(), 1);
});

test("waitForLock() tries again until the folder is free or the time is up", async () => {
  const free = world(4);
  assert.is(await waitForLock(free.data, "merge", { seconds: 1 }, done, free.effects), "done");
  const late = world(5);
  await failsWith("locked", /in use/, () =>
    waitForLock(late.data, "merge", { seconds: 1 }, done, late.effects),
  );
  assert.is(late.attempts(), 5);
});

test("waitForLock() does not try again what failed otherwise, nor work that has begun", async () => {
  for (const kind of ["contract", "locked"] as const) {
    const { data, effects } = world(0);
    let attempts = 0;
    const work = async () => {
      attempts++;
      throw new Failure(kind, "It is lost.");
    };
    await failsWith(kind, /lost/, () => waitForLock(data, "merge", { seconds: 60 }, work, effects));
    assert.is(attempts, 1);
  }
});

test("waitForLock() stops waiting when it is told to", async () => {
  const { data, effects } = world(9);
  const stop = AbortSignal.abort(new Failure("terminated", "Stopped."));
  await failsWith("terminated", /Stopped/, () =>
    waitForLock(data, "merge", { seconds: 60, stop }, done, effects),
  );
});

test("waitForLock() gets the folder when the run that holds it has finished", async () => {
  const objects = memoryStore();
  const { effects } = world(0);
  let finish = () => {};
  const first = withLock(
    { objects },
    "ingest",
    () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
  );
  const sleep = async () => {
    finish();
    await first;
  };
  const second = waitForLock({ objects }, "merge", { seconds: 60 }, done, { ...effects, sleep });
  assert.is(await second, "done");
});

test.run();
