import { readdirSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import * as pipelines from "../../pipelines/mod.ts";

test("pipelines/mod.ts has every pipeline that gives a result, but the demo", () => {
  const files = readdirSync(new URL("../../pipelines", import.meta.url), {
    recursive: true,
    encoding: "utf8",
  });
  const names = files
    .filter((file) => file.endsWith(".ts") && files.includes(file.replace(/\.ts$/, "_result.ts")))
    .map((file) => file.replace(/^.*\/|\.ts$/g, "").replace(/_(\w)/g, (_, letter) => letter.toUpperCase()))
    // "export" is a word of the language.
    .map((name) => (name === "export" ? "exportTable" : name));
  assert.ok(names.length >= 12);
  for (const name of names.filter((each) => each !== "demo"))
    assert.type(Reflect.get(pipelines, name), "function", name);
});

test.run();
