import { test } from "uvu";
import * as assert from "uvu/assert";
import { cellTexts } from "../../notebooks/_cell_texts.ts";

test("cellTexts() writes figures with as many decimals as the one with the most, three at most", () => {
  assert.equal(cellTexts([6.7, 6.53, null, -1]), ["6.70", "6.53", undefined, "-1.00"]);
  assert.equal(cellTexts([1 / 3, 2]), ["0.333", "2.000"]);
  assert.equal(cellTexts([2463, 8]), ["2463", "8"]);
});

test("cellTexts() writes a time to the minute and other values as they are", () => {
  assert.equal(cellTexts([new Date("2026-01-05T07:00:00Z")]), ["2026-01-05 07:00"]);
  assert.equal(cellTexts([true, 5n, Number.NaN]), ["true", "5", "NaN"]);
});

test.run();
