import { test } from "uvu";
import * as assert from "uvu/assert";
import { runsDiffText } from "../../../terminal/ops/runs_diff_text.ts";
import { plainScreen } from "../../helpers/processes/plain_screen.ts";

test("runsDiffText() sets two runs side by side, with what changed and by how much", () => {
  const of = "ingest";
  const text = runsDiffText(
    {
      schema_version: 1,
      command: "runs diff",
      older_run: { run_id: "a", started_at: "2026-11-24T14:00:00.000Z" },
      newer_run: { run_id: "b", started_at: "2026-11-24T15:00:00.000Z" },
      differences: [
        { of, what: "exit_code", older_value: 0, newer_value: 69, change: 69 },
        { of, what: "step fetch", older_value: 1.2, newer_value: 0.9, change: -0.3 },
        { of, what: "rows", older_value: 10, newer_value: 12, change: 2 },
        { of, what: "feed_sha256", older_value: "x", newer_value: null, change: null },
        { of, what: "towns", older_value: 2, newer_value: 2, change: 0 },
      ],
    },
    plainScreen(),
  );
  assert.is(
    text,
    `a of 2026-11-24 14:00 UTC, and b of 2026-11-24 15:00 UTC

  of      what         older  newer   change
  ingest  exit code    0      69      other
  ingest  step fetch   1.2 s  900 ms  -300 ms
  ingest  rows         10     12      +2
  ingest  feed sha256  x      –       other
  ingest  towns        2      2
`,
  );
});

test.run();
