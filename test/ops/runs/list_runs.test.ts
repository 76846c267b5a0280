import { test } from "uvu";
import * as assert from "uvu/assert";
import { listRuns } from "../../../ops/runs/list_runs.ts";
import { appendRun } from "../../../store/mod.ts";
import { memoryStore } from "../../../store/objects/memory/memory_store.ts";
import { runEntry } from "../../helpers/run_entry.ts";

const settings = { dataDir: "/data", logDir: "/logs" };

test("listRuns() gives the newest runs of this folder first, as many as asked for, those of older files too", async () => {
  const logs = memoryStore();
  for (const [n, data_dir] of ["/data", "/other", "/data", "/data"].entries())
    await appendRun(
      logs,
      runEntry({ run_id: String(n), data_dir, finished_at: `2026-11-24T1${n}:00:00.000Z` }),
      400,
    );
  const ids = async (limit: number) =>
    (await listRuns({ logs, settings, limit })).runs.map(({ run_id }) => run_id);
  assert.equal(await ids(20), ["3", "2", "0"]);
  assert.equal(await ids(2), ["3", "2"]);
});

test("listRuns() gives only those that failed where these are asked for, and none of a history that is not there", async () => {
  const logs = memoryStore();
  assert.equal((await listRuns({ logs, settings, limit: 5 })).runs, []);
  const failed = { outcome: "failed", exit_code: 69, error: "Down." } as const;
  for (const entry of [runEntry(failed), runEntry(), runEntry()]) await appendRun(logs, entry);
  const { runs } = await listRuns({ logs, settings, limit: 1, failed: true });
  assert.equal(
    runs.map(({ exit_code }) => exit_code),
    [69],
  );
});

test.run();
