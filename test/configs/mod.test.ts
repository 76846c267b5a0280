import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";

/** Every module that one loads, however deep: files by their URL, packages by their name. */
function modulesBehind(file: URL): string[] {
  const source = readFileSync(file, "utf8");
  const loads = source.matchAll(/^(?:import|export) (?!type )(?:[^;]*? from )?"([^"]+)";/gm);
  const modules = [...loads].map(([, module = ""]) => module);
  return modules.flatMap((module) => {
    if (!module.startsWith(".")) return [module];
    const url = new URL(module, file);
    return [url.href, ...modulesBehind(url)];
  });
}

test("modulesBehind() sees a package behind a file", () => {
  const modules = modulesBehind(new URL("../../configs/description/parse_feed.ts", import.meta.url));
  assert.ok(modules.includes("valibot"));
});

test("The door of configs loads no package, so that every command may open it", () => {
  const modules = modulesBehind(new URL("../../configs/mod.ts", import.meta.url));
  assert.ok(modules.some((module) => module.endsWith("/feeds/smn_daily.ts")));
  assert.ok(modules.some((module) => module.endsWith("/resolve_settings.ts")));
  assert.equal(
    modules.filter((module) => !module.startsWith("file:")),
    [],
  );
});

test.run();
