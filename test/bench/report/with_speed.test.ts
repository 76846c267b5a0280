import { test } from "uvu";
import * as assert from "uvu/assert";
import { withSpeed } from "../../../bench/report/with_speed.ts";
import { results } from "../../helpers/bench_results.ts";

const PAGE = "before\n<!-- speed -->\nold\n<!-- /speed -->\nafter\n";

test("withSpeed() puts the figures between the marks, of several ways to run a peer the fastest", () => {
  const text = withSpeed(PAGE, results);
  assert.match(text, /^before\n<!-- speed -->\nWhole runs beside .* on 2 cores \(Fast CPU\)/);
  assert.match(
    text,
    "| Ingest | 1.00 s, 100 MB | 2.00 s, 200 MB |        |        |\n<!-- /speed -->\nafter\n",
  );
  assert.is(withSpeed(text, results), text);
});

test("withSpeed() leaves nothing between the marks without results, and needs the marks", () => {
  const none = { ...results, workloads: [] };
  assert.is(withSpeed(PAGE, none), "before\n<!-- speed -->\n<!-- /speed -->\nafter\n");
  assert.throws(() => withSpeed("no marks", results), /The page has no "<!-- speed -->/);
});

test.run();
