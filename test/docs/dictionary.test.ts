import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { sha256 } from "../../store/mod.ts";
import { descriptorProblems, tableProblems } from "../helpers/data_package_problems.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFile(`${ROOT}/${path}`, "utf8");

test("dictionary: what is tracked is what the catalog tells, and valid", async () => {
  const args = ["--import", "tsx", "docs/dictionary.ts", "--check"];
  await promisify(execFile)("node", args, { cwd: ROOT });
  assert.equal(descriptorProblems(JSON.parse(await read("data/datapackage.json"))), []);
});

test("dictionary: the municipality table that comes with the pack is the one it tells of", async () => {
  const [table] = JSON.parse(await read("data/datapackage.json")).resources;
  const csv = await readFile(`${ROOT}/data/${table.path}`);
  assert.equal([table.bytes, table.hash], [csv.length, `sha256:${sha256(csv)}`]);
  assert.equal(tableProblems(table, csv.toString()), []);
});

test.run();
