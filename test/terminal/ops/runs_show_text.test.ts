import { test } from "uvu";
import * as assert from "uvu/assert";
import { runsShowText } from "../../../terminal/ops/runs_show_text.ts";
import { plainScreen } from "../../helpers/processes/plain_screen.ts";
import { runEntry } from "../../helpers/run_entry.ts";

test("runsShowText() has a paragraph for each part of a run, with its steps, figures, warnings and error", () => {
  const steps = [{ name: "fetch", seconds: 0.52 }];
  const figures = {
    bytes: 12_543_756,
    rows: 285_708,
    version: "x",
    tls_verified: false,
    warnings: ["Older."],
  };
  const runs = [
    runEntry({ command: "ingest", steps, figures }),
    runEntry({ outcome: "failed", exit_code: 65, error: "Bad." }),
  ];
  assert.is(
    runsShowText({ schema_version: 1, command: "runs show", run_id: "abc", runs }, plainScreen()),
    `Run abc

ingest

  outcome       done
  started       2026-11-24 14:00 UTC
  took          1 s
  steps         fetch 520 ms
  folder        /data
  feed          tiny
  bytes         12.5 MB
  rows          285,708
  version       x
  tls verified  false
  warning       Older.

merge

  outcome  failed with exit code 65: Bad.
  started  2026-11-24 14:00 UTC
  took     1 s
  steps    none
  folder   /data
  feed     tiny
`,
  );
});

test.run();
