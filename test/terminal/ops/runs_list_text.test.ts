import { test } from "uvu";
import * as assert from "uvu/assert";
import { runsListText } from "../../../terminal/ops/runs_list_text.ts";
import { plainScreen } from "../../helpers/processes/plain_screen.ts";
import { runEntry } from "../../helpers/run_entry.ts";

const RESULT = {
  schema_version: 1,
  command: "runs list",
  data_dir: "data",
  log_dir: "logs",
  runs: [],
} as const;

test("runsListText() is a table with a line for each run, or says that there is none", () => {
  const figures = {
    rows: 285_708,
    bytes: 12_543_756,
    towns: 2463,
    version: "20261124_140000",
    warnings: ["x"],
  };
  const failed = runEntry({ run_id: "b0000000-1", outcome: "failed", exit_code: 75 });
  const runs = [failed, runEntry({ run_id: "a0000000-1", command: "ingest", figures })];
  assert.is(
    runsListText({ ...RESULT, runs }, plainScreen()),
    `  run       started (UTC)     command  outcome    took  version            rows  bytes    warnings
  b0000000  2026-11-24 14:00  merge    failed 75  1 s   –                     –  –               –
  a0000000  2026-11-24 14:00  ingest   done       1 s   20261124_140000  285708  12.5 MB         1
`,
  );
  assert.is(runsListText(RESULT, plainScreen()), 'No run on "data" in "logs" yet\n');
});

test.run();
