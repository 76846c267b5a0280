import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { didYouMean } from "../../errors/did_you_mean.ts";

const FEEDS = ["smn-hourly", "smn-daily", "sample"];

test("didYouMean() gives the nearest known word", () => {
  assert.is(didYouMean("smn-horly", FEEDS), ' Did you mean "smn-hourly"?');
  assert.is(didYouMean("smn-dayly", FEEDS), ' Did you mean "smn-daily"?');
  assert.is(didYouMean("cat", ["cart", "cut", "dog"]), ' Did you mean "cart"?');
});

test("didYouMean() takes upper and lower case for the same letter", () => {
  assert.is(didYouMean("SAMPLE", FEEDS), ' Did you mean "sample"?');
});

test("didYouMean() gives nothing where no known word is close", () => {
  assert.is(didYouMean("noaa", FEEDS), "");
  assert.is(didYouMean("ab", ["xy"]), "");
  assert.is(didYouMean("sample", []), "");
  assert.is(didYouMean("", FEEDS), "");
});

test("didYouMean() forgives three letters of a long word, and not four", () => {
  assert.is(didYouMean("abcdefghixyz", ["abcdefghijkl"]), ' Did you mean "abcdefghijkl"?');
  assert.is(didYouMean("abcdefghwxyz", ["abcdefghijkl"]), "");
});

test("didYouMean() finds a word again with one letter dropped, doubled or replaced", () => {
  const word = fc.stringMatching(/^[a-z]{4,12}$/);
  fc.assert(
    fc.property(word, fc.nat({ max: 3 }), (known, at) => {
      const expected = ` Did you mean "${known}"?`;
      assert.is(didYouMean(known.slice(0, at) + known.slice(at + 1), [known]), expected);
      assert.is(
        didYouMean(known.slice(0, at) + known.slice(at, at + 1) + known.slice(at), [known]),
        expected,
      );
      assert.is(didYouMean(`${known.slice(0, at)}_${known.slice(at + 1)}`, [known]), expected);
    }),
  );
});

test.run();
