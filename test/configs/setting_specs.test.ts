import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { SETTING_NAMES } from "../../configs/setting_names.ts";
import { SETTING_SPECS } from "../../configs/setting_specs.ts";

test("SETTING_SPECS names each flag, key and variable after its setting", () => {
  for (const name of SETTING_NAMES) {
    const words = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    assert.is(SETTING_SPECS[name].flag, `--${words}`);
    assert.is(SETTING_SPECS[name].key, words.replaceAll("-", "_"));
    assert.is(SETTING_SPECS[name].variable, `MUNICLIMA_${words.replaceAll("-", "_").toUpperCase()}`);
  }
});

test("SETTING_SPECS describes each setting in one line that fits a terminal", () => {
  for (const name of SETTING_NAMES) {
    assert.match(SETTING_SPECS[name].description, /^[A-Z].{10,95}[^.]$/, name);
  }
});

test("SETTING_SPECS loads no other module", () => {
  const source = readFileSync(new URL("../../configs/setting_specs.ts", import.meta.url), "utf8");
  assert.not.match(source, /^import (?!type )/m);
});

test.run();
