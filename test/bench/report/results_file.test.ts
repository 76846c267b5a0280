import { readFile } from "node:fs/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readResults } from "../../../bench/report/results_file.ts";
import { resultsPage } from "../../../bench/report/results_page.ts";
import { withSpeed } from "../../../bench/report/with_speed.ts";

const file = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url), "utf8");

test("RESULTS.md is what results.json renders", async () => {
  assert.is(await file("bench/RESULTS.md"), resultsPage(await readResults()));
});

test("the paragraph on speed in docs/design.md is what results.json renders", async () => {
  const page = await file("docs/design.md");
  assert.is(page, withSpeed(page, await readResults()));
});

test.run();
