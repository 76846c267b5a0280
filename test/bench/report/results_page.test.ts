import { test } from "uvu";
import * as assert from "uvu/assert";
import { resultsPage } from "../../../bench/report/results_page.ts";
import { results } from "../../helpers/bench_results.ts";

test("resultsPage() tells the machine, the versions, each contestant, the goals and who is absent", () => {
  const page = resultsPage(results);
  for (const line of [
    "Machine: Fast CPU, 2 cores, 24 GB, Linux. Versions: Node 20.20.2, pandas 3.1.1.",
    "## Ingest",
    "In: a feed. 5 rounds on 2026-11-24, municlima 0.1.0 at abc1234.",
    "| contestant      |   time | ratio |    CPU |   peak |",
    "| DuckDB (Python) | 3.00 s |  3.00 | 6.00 s | 200 MB |",
    "| municlima: time at most 0.5 × that of DuckDB |    0.5 × | yes |",
    "| start-up          | 0.25 s |",
    "Not taking part: pandas: failed (no room).",
  ]) {
    assert.ok(page.split("\n").includes(line), `"${line}" in:\n${page}`);
  }
});

test("resultsPage() says so when nothing is measured", () => {
  assert.match(resultsPage({ ...results, workloads: [] }), /Nothing is measured yet\.\n$/);
});

test.run();
