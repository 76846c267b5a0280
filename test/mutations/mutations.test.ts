import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { MUTATIONS } from "./mutations.ts";

test("every mutation takes a protection out that is there, in one place alone", () => {
  for (const { protection, file, from } of MUTATIONS) {
    const source = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
    assert.is(source.split(from).length - 1, 1, `"${protection}" in "${file}"`);
  }
});

test("every protection has a name of its own", () => {
  assert.is(new Set(MUTATIONS.map(({ protection }) => protection)).size, MUTATIONS.length);
});

test.run();
