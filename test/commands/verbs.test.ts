import { test } from "uvu";
import * as assert from "uvu/assert";
import { VERBS } from "../../commands/verbs.ts";
import { SETTING_NAMES } from "../../configs/mod.ts";

test("VERBS have names, summaries and examples of their own", () => {
  for (const part of ["name", "summary", "example"] as const) {
    assert.is(new Set(VERBS.map((verb) => verb[part])).size, VERBS.length, part);
  }
  for (const { name, summary, example } of VERBS) {
    assert.match(summary, /^[A-Z].*[^.]$/, name);
    assert.ok(`${example} `.startsWith(`${name} `), name);
  }
});

test("VERBS each load a command", async () => {
  for (const { name, load } of VERBS) assert.type(await load(), "function", name);
});

test("VERBS let every setting be given as a flag, and show it as config show does", () => {
  const shown = VERBS.find(({ name }) => name === "config show")?.settings;
  assert.equal([...(shown ?? [])].sort(), [...SETTING_NAMES].sort());
  const used = VERBS.filter(({ name }) => name !== "config show").flatMap(({ settings }) => settings);
  assert.equal([...new Set(used)].sort(), [...SETTING_NAMES].sort());
});

test.run();
