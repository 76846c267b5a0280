import { test } from "uvu";
import * as assert from "uvu/assert";
import { appendRun, lastRunOn, type RunEntry, readRuns } from "../../../store/history/history.ts";
import { memoryStore } from "../../../store/objects/memory/memory_store.ts";
import { bytesOf } from "../../helpers/folders/held_folder.ts";

const RUN: RunEntry = {
  schema_version: 1,
  run_id: "a",
  command: "merge",
  data_dir: "/data",
  feed_name: "tiny",
  started_at: "2026-11-24T14:00:00.000Z",
  finished_at: "2026-11-24T14:00:01.000Z",
  seconds: 1,
  outcome: "done",
  exit_code: 0,
  steps: [{ name: "find", seconds: 0.1 }],
  figures: { towns: 2463, warnings: ["x"] },
};

test("readRuns() gives back what appendRun() added, oldest first", async () => {
  const logs = memoryStore();
  assert.equal(await readRuns(logs), { runs: [], unreadable: 0 });
  const failed = { ...RUN, run_id: "b", outcome: "failed" as const, exit_code: 65, error: "line 1\nline 2" };
  for (const run of [RUN, failed]) await appendRun(logs, run);
  assert.equal(await readRuns(logs), { runs: [RUN, failed], unreadable: 0 });
});

test("readRuns() counts lines that are no runs, and leaves them out: cut short, without fields, of another kind", async () => {
  const { run_id: _, ...without } = RUN;
  const lines = [
    JSON.stringify(RUN).slice(0, 40),
    "null",
    "[]",
    "1",
    "{}",
    JSON.stringify(without),
    JSON.stringify({ ...RUN, schema_version: 2 }),
  ];
  const logs = memoryStore();
  await logs.putNew("runs.jsonl", bytesOf(`${lines.join("\n")}\n${JSON.stringify(RUN)}\n`));
  assert.equal(await readRuns(logs), { runs: [RUN], unreadable: lines.length });
});

test("lastRunOn() finds the last run of a data folder, past torn lines, lines without fields and other folders' runs", async () => {
  const logs = memoryStore();
  assert.is(await lastRunOn(logs, "/a"), undefined);
  await appendRun(logs, { ...RUN, run_id: "1", data_dir: "/a" });
  await appendRun(logs, { ...RUN, run_id: "2", data_dir: "/a" });
  await appendRun(logs, { ...RUN, run_id: "3", data_dir: "/b" });
  for (const line of ["{}", "null", '{"run_id":', "x"]) await logs.appendLine("runs.jsonl", line);
  assert.is((await lastRunOn(logs, "/a"))?.run_id, "2");
  assert.is(await lastRunOn(logs, "/c"), undefined);
});

test("lastRunOn() reads the end of a long history, and no more than it has to", async () => {
  const read: number[] = [];
  const line = (run_id: string, data_dir: string) => `${JSON.stringify({ ...RUN, run_id, data_dir })}\n`;
  const history = [line("1", "/rare"), line("2", "/a").repeat(2_000), line("3", "/a"), '{"torn":'].join("");
  const logs = {
    getEnd: async (_: string, bytes: number) => {
      read.push(bytes);
      return new TextEncoder().encode(history.slice(-bytes));
    },
  };
  assert.is((await lastRunOn(logs, "/a"))?.run_id, "3");
  assert.equal(read, [1 << 18]);
  assert.is((await lastRunOn(logs, "/rare"))?.run_id, "1");
});

test.run();
