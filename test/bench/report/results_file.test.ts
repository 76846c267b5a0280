import { readFile } from "node:fs/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readmeText } from "../../../bench/report/readme_text.ts";
import { readResults } from "../../../bench/report/results_file.ts";
import { resultsPage } from "../../../bench/report/results_page.ts";

const file = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url), "utf8");

test("RESULTS.md is what results.json renders", async () => {
  assert.is(await file("bench/RESULTS.md"), resultsPage(await readResults()));
});

test("the README's paragraph on speed is what results.json renders", async () => {
  const readme = await file("README.md");
  assert.is(readme, readmeText(readme, await readResults()));
});

test.run();
