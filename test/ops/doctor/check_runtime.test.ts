import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkRuntime } from "../../../ops/doctor/check_runtime.ts";

test("checkRuntime finds this Node good, and that Polars and DuckDB load", async () => {
  const found = await checkRuntime();
  assert.equal(
    found.map(({ name, verdict }) => [name, verdict]),
    [
      ["node", "ok"],
      ["polars", "ok"],
      ["duckdb", "ok"],
    ],
  );
});

test("checkRuntime finds a Node that is too old, and only that", async () => {
  for (const [version, verdict] of [
    ["20.18.3", "failure"],
    ["18.20.0", "failure"],
    ["20.19.0", "ok"],
    ["22.0.0", "ok"],
  ] as const) {
    const [node] = await checkRuntime(version);
    assert.is(node?.verdict, verdict, version);
    if (verdict === "failure") assert.match(node?.advice ?? "", "Install Node 20.19 or later.");
  }
});

test.run();
