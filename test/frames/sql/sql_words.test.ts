import { test } from "uvu";
import * as assert from "uvu/assert";
import { sqlWords } from "../../../frames/mod.ts";

test("sqlWords() gives keywords and names in their order, and those in quotes without them", () => {
  const sql = 'SELECT "temp mean", `x`, m.año1 FROM "say ""merged"""';
  assert.equal(sqlWords(sql), ["SELECT", "temp mean", "x", "m", "año1", "FROM", 'say "merged"']);
});

test("sqlWords() finds no word in a text or a comment", () => {
  assert.equal(sqlWords("select 'it''s merged' -- means\n, /* raw\nfeed */ 2 x"), ["select", "x"]);
  assert.equal(sqlWords(""), []);
});

test.run();
