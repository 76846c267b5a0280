import { test } from "uvu";
import * as assert from "uvu/assert";
import { diffRuns } from "../../../ops/runs/diff_runs.ts";
import { appendRun } from "../../../store/mod.ts";
import { memoryStore } from "../../../store/objects/memory/memory_store.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { runEntry } from "../../helpers/run_entry.ts";

const settings = { dataDir: "/data" };
const INGEST = {
  command: "ingest",
  steps: [{ name: "fetch", seconds: 0.1 }],
  figures: { rows: 10, version: "a" },
};

test("diffRuns() compares the last run with the last one of its kind: outcome, durations, figures, warnings", async () => {
  const logs = memoryStore();
  const failed = { outcome: "failed", exit_code: 69, error: "Down.", seconds: 2 } as const;
  for (const entry of [
    { ...INGEST, run_id: "1" },
    { run_id: "2" },
    {
      ...INGEST,
      ...failed,
      run_id: "3",
      steps: [{ name: "fetch", seconds: 0.4 }],
      figures: { warnings: ["x"], version: "b" },
    },
  ])
    await appendRun(logs, runEntry(entry));
  const { older_run, newer_run, differences } = await diffRuns({ logs, settings });
  assert.equal([older_run.run_id, newer_run.run_id], ["1", "3"]);
  assert.equal(
    differences.map(({ of, what, older_value, newer_value, change }) => [
      of,
      what,
      older_value,
      newer_value,
      change,
    ]),
    [
      ["ingest", "exit_code", 0, 69, 69],
      ["ingest", "seconds", 1, 2, 1],
      ["ingest", "step fetch", 0.1, 0.4, 0.3],
      ["ingest", "version", "a", "b", null],
      ["ingest", "warnings", 0, 1, 1],
      ["ingest", "rows", 10, null, null],
    ],
  );
});

test("diffRuns() compares runs of other kinds by their ids, part by part", async () => {
  const logs = memoryStore();
  for (const entry of [{ ...INGEST, run_id: "1" }, { run_id: "1" }, { run_id: "2" }])
    await appendRun(logs, runEntry(entry));
  const { differences } = await diffRuns({ logs, settings, older: "2", newer: "1" });
  assert.equal(
    differences
      .filter(({ what }) => what === "exit_code")
      .map(({ of, older_value, newer_value }) => [of, older_value, newer_value]),
    [
      ["ingest", null, 0],
      ["merge", 0, 0],
    ],
  );
});

test("diffRuns() fails where there is no other run of the kind, or both are the same", async () => {
  const logs = memoryStore();
  await failsWith("no-input", /^Found no run on "\/data"/, () => diffRuns({ logs, settings }));
  for (const entry of [{ ...INGEST, run_id: "1" }, { run_id: "2" }]) await appendRun(logs, runEntry(entry));
  await failsWith("no-input", /^Found no earlier run of "merge" on "\/data"/, () =>
    diffRuns({ logs, settings }),
  );
  await failsWith("usage", /^Both are the run "2"\. Give the ids of two runs\.$/, () =>
    diffRuns({ logs, settings, older: "2", newer: "2" }),
  );
});

test.run();
