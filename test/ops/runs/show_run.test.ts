import { test } from "uvu";
import * as assert from "uvu/assert";
import { showRun } from "../../../ops/runs/show_run.ts";
import { appendRun, type ObjectStore } from "../../../store/mod.ts";
import { memoryStore } from "../../../store/objects/memory/memory_store.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { runEntry } from "../../helpers/run_entry.ts";

const settings = { dataDir: "/data" };

async function historyOf(...entries: readonly Parameters<typeof runEntry>[0][]): Promise<ObjectStore> {
  const logs = memoryStore();
  for (const entry of entries) await appendRun(logs, runEntry(entry));
  return logs;
}

test("showRun() gives both lines of a run, by the start of its id, or the last one of the folder", async () => {
  const logs = await historyOf(
    { run_id: "a1", command: "ingest" },
    { run_id: "b2" },
    { run_id: "a1" },
    { run_id: "c3", data_dir: "/other" },
  );
  const found = await showRun({ logs, settings, id: "a" });
  assert.equal([found.run_id, found.runs.map(({ command }) => command)], ["a1", ["ingest", "merge"]]);
  assert.is((await showRun({ logs, settings })).run_id, "b2");
  assert.is((await showRun({ logs, settings, id: "c3" })).run_id, "c3");
});

test("showRun() fails for the start of several ids, for none, and where no run was", async () => {
  const logs = await historyOf({ run_id: "a1" }, { run_id: "a2" });
  await failsWith(
    "usage",
    /^"a" is the start of 2 runs' ids, such as "a1" and "a2"\. Give more of one\.$/,
    () => showRun({ logs, settings, id: "a" }),
  );
  await failsWith("no-input", /^Found no run "x" in "memory:runs\.jsonl"\. Run "municlima runs list"/, () =>
    showRun({ logs, settings, id: "x" }),
  );
  await failsWith(
    "no-input",
    /^Found no run on "\/new" in "memory:runs\.jsonl"\. Run "municlima run" first\.$/,
    () => showRun({ logs, settings: { dataDir: "/new" } }),
  );
});

test.run();
