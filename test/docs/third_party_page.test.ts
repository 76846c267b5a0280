import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { thirdPartyPage } from "../../docs/third_party_page.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

test("thirdPartyPage() lists each package with its licence, and counts the licences", () => {
  const page = thirdPartyPage({
    "": { version: "1.0.0", license: "MIT" },
    "node_modules/b": { version: "2.0.0", license: "ISC" },
    "node_modules/a": { version: "1.0.0", license: "MIT", dev: true },
    "node_modules/b/node_modules/@c/d": { version: "3.0.0", license: "MIT", optional: true },
  });
  assert.match(page, "\nISC: 1 · MIT: 2\n");
  assert.match(
    page,
    "|\n| @c/d | 3.0.0 | MIT | some machines |\n| a | 1.0.0 | MIT | development |\n| b | 2.0.0 | ISC | program |\n",
  );
});

test("thirdPartyPage() refuses a package whose licence nobody knows", () => {
  assert.throws(
    () => thirdPartyPage({ "node_modules/x": { version: "1.0.0" } }),
    /The licence of "x" is not known/,
  );
});

test("docs/third_party.md is what package-lock.json tells", () => {
  const args = ["--import", "tsx", "docs/third_party.ts", "--check"];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  assert.is(status, 0, stderr);
});

test("thirdPartyPage() goes by what the packages say whose package.json has no licence", () => {
  const read = (path: string) => readFileSync(`${ROOT}node_modules/${path}`, "utf8");
  assert.match(read("typed-function/LICENSE"), /^The MIT License/);
  assert.is(JSON.parse(read("nodejs-polars/package.json")).license, "MIT");
});

test.run();
