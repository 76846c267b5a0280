import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { retryDelay } from "../../../io/fetch/retry_delay.ts";

const round = fc.integer({ min: 1, max: 2_000 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const asked = fc.oneof(fc.nat(200_000), fc.constant(Number.POSITIVE_INFINITY));

test("retryDelay() doubles from 2 s to 60 s when chance adds all it can", () => {
  const almostOne = 1 - Number.EPSILON;
  const waits = [1, 2, 3, 4, 5, 6, 7].map((round) => Math.round(retryDelay(round, almostOne)));
  assert.equal(waits, [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
});

test("retryDelay() is half of that when chance adds nothing", () => {
  const waits = [1, 2, 3, 4, 5, 6, 7].map((round) => retryDelay(round, 0));
  assert.equal(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test("retryDelay() waits as long as the server asked for when that is longer than its own wait", () => {
  assert.is(retryDelay(1, 0.5, 20_000), 20_000);
  assert.is(retryDelay(4, 0.5, 3_000), 12_000);
});

test("retryDelay() stays between 1 and 60 s in every round, whatever chance and the server say", () => {
  fc.assert(
    fc.property(round, random, asked, (round, random, asked) => {
      const wait = retryDelay(round, random, asked);
      assert.ok(wait >= 1_000 && wait <= 60_000, String(wait));
      assert.ok(wait >= Math.min(asked, 60_000), String(wait));
    }),
  );
});

test("retryDelay() never waits less in a later round, for the same chance", () => {
  fc.assert(
    fc.property(round, random, (round, random) => {
      assert.ok(retryDelay(round + 1, random) >= retryDelay(round, random));
    }),
  );
});

test.run();
