import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../../errors/mod.ts";
import { appendRun, lastRunOn, readRuns, runsOn } from "../../../store/history/history.ts";
import type { RunEntry } from "../../../store/history/run_entry.ts";
import { memoryStore } from "../../../store/objects/memory/memory_store.ts";
import { bytesOf } from "../../helpers/folders/held_folder.ts";
import { pagesOf, textOf } from "../objects/conformance.ts";

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

test("runsOn() reads the end of a long history, and more of it only when asked for more", async () => {
  const read: [string, number][] = [];
  const line = (run_id: string, data_dir: string) => `${JSON.stringify({ ...RUN, run_id, data_dir })}\n`;
  const history = [line("1", "/rare"), line("2", "/a").repeat(2_000), line("3", "/a"), '{"torn":'].join("");
  const logs = {
    getEnd: async (name: string, bytes: number) => {
      read.push([name, bytes]);
      return new TextEncoder().encode(name === "runs.jsonl" ? history.slice(-bytes) : line("0", "/rare"));
    },
    list: async function* () {
      yield ["runs/20261101_000000.jsonl", "runs/notes.txt"];
    },
  };
  assert.is((await lastRunOn(logs, "/a"))?.run_id, "3");
  assert.equal(read, [["runs.jsonl", 1 << 18]]);
  assert.is((await lastRunOn(logs, "/rare"))?.run_id, "1");
  assert.is(read.length, 3, "older files are not read for it");
  const ids = [];
  for await (const { run_id } of runsOn(logs, "/rare")) ids.push(run_id);
  assert.equal(ids, ["1", "0"]);
  assert.equal(read.slice(-1), [["runs/20261101_000000.jsonl", 1 << 18]]);
});

test("runsOn() gives each line of a history once that grows while it is read", async () => {
  const line = (n: number) => `${JSON.stringify({ ...RUN, run_id: String(n), data_dir: "/a" })}\n`;
  const logs = memoryStore();
  await logs.putNew("runs.jsonl", bytesOf(Array.from({ length: 1500 }, (_, n) => line(n)).join("")));
  const ids: string[] = [];
  for await (const { run_id } of runsOn(logs, "/a")) {
    if (ids.length === 0) await logs.appendLine("runs.jsonl", line(1500).trim());
    ids.push(run_id);
  }
  assert.equal(
    ids,
    Array.from({ length: 1500 }, (_, n) => String(1499 - n)),
  );
});

test("appendRun() puts a file aside that has grown to its limit, and readRuns() and lastRunOn() read it too", async () => {
  const logs = memoryStore();
  for (const [n, hour] of ["10", "11", "12", "13", "14"].entries())
    await appendRun(logs, { ...RUN, run_id: String(n), finished_at: `2026-11-24T${hour}:00:00.000Z` }, 500);
  assert.equal(await pagesOf(logs, ""), [
    ["runs.jsonl", "runs/20261124_120000.jsonl", "runs/20261124_140000.jsonl"],
  ]);
  assert.is((await textOf(logs, "runs.jsonl"))?.trim().split("\n").length, 1);
  assert.equal(
    (await readRuns(logs)).runs.map(({ run_id }) => run_id),
    ["0", "1", "2", "3", "4"],
  );
  await logs.remove(["runs.jsonl"]);
  assert.is((await lastRunOn(logs, "/data"))?.run_id, "3");
});

test("appendRun() writes its line where the file cannot be put aside: the name is taken, or the disk refuses", async () => {
  const logs = memoryStore();
  await logs.putNew("runs/20261124_140001.jsonl", bytesOf(""));
  for (const run_id of ["1", "2"]) await appendRun(logs, { ...RUN, run_id }, 1);
  const refusing = { ...logs, move: () => Promise.reject(new Failure("cannot-create", "No.")) };
  await appendRun(refusing, { ...RUN, run_id: "3" }, 1);
  assert.is((await readRuns(logs)).runs.length, 3);
  const broken = { ...logs, move: () => Promise.reject(new TypeError("bug")) };
  assert.instance(await appendRun(broken, RUN, 1).catch((error) => error), TypeError);
});

test.run();
