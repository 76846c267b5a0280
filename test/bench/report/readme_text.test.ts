import { test } from "uvu";
import * as assert from "uvu/assert";
import { readmeText } from "../../../bench/report/readme_text.ts";
import { results } from "../../helpers/bench_results.ts";

const README = "before\n<!-- speed -->\nold\n<!-- /speed -->\nafter\n";

test("readmeText() puts the figures between the marks, of several ways to run a peer the fastest", () => {
  const text = readmeText(README, results);
  assert.match(text, /^before\n<!-- speed -->\nWhole runs beside .* on 2 cores \(Fast CPU\)/);
  assert.match(
    text,
    "| Ingest | 1.00 s, 100 MB | 2.00 s, 200 MB |        |        |\n<!-- /speed -->\nafter\n",
  );
  assert.is(readmeText(text, results), text);
});

test("readmeText() leaves nothing between the marks without results, and needs the marks", () => {
  const none = { ...results, workloads: [] };
  assert.is(readmeText(README, none), "before\n<!-- speed -->\n<!-- /speed -->\nafter\n");
  assert.throws(() => readmeText("no marks", results), /README.md has no "<!-- speed -->/);
});

test.run();
