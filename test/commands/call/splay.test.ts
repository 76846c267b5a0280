import { test } from "uvu";
import * as assert from "uvu/assert";
import { splay } from "../../../commands/call/splay.ts";
import { Failure } from "../../../errors/mod.ts";
import { realEffects } from "../../../io/effects.ts";

/** What a call says and how long it waits, where chance gives one half. */
async function splayed(seconds: number) {
  const said: string[] = [];
  const waits: number[] = [];
  await splay(seconds, { tell: (text) => said.push(text) }, new AbortController().signal, {
    random: () => 0.5,
    sleep: async (milliseconds) => waits.push(milliseconds),
  });
  return { said, waits };
}

test("splay waits for a part of the seconds that chance gives, and says so", async () => {
  assert.equal(await splayed(120), {
    said: ["The run begins in 60 s: --splay put it off.\n"],
    waits: [60_000],
  });
});

test("splay of 0 neither waits nor says a word", async () => {
  assert.equal(await splayed(0), { said: [], waits: [] });
});

test("splay ends with the reason of the signal that ends it", async () => {
  const controller = new AbortController();
  const reason = new Failure("terminated", "Stopped by SIGTERM.");
  const waiting = splay(3600, { tell: () => undefined }, controller.signal, {
    random: () => 0.99,
    sleep: realEffects.sleep,
  });
  controller.abort(reason);
  await waiting.then(
    () => assert.unreachable(),
    (error) => assert.is(error, reason),
  );
});

test.run();
