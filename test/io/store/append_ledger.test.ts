import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../../errors/mod.ts";
import { appendLedger } from "../../../io/store/append_ledger.ts";
import type { LedgerEntry } from "../../../io/store/ledger.ts";
import { readLedger } from "../../../io/store/read_ledger.ts";
import { eachFault } from "../../helpers/each_fault.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { script } from "../../helpers/script.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

const entry = (run_id: string, figures: LedgerEntry["figures"] = {}): LedgerEntry => ({
  schema_version: 1,
  run_id,
  command: "ingest",
  data_dir: "/data",
  feed: "tiny",
  started_at: "2026-11-24T14:00:00.000Z",
  finished_at: "2026-11-24T14:00:01.000Z",
  seconds: 1,
  outcome: "done",
  exit_code: 0,
  steps: [{ name: "fetch", seconds: 0.5 }],
  figures,
});
const ids = async (folder: string) => (await readLedger(folder)).map(({ run_id }) => run_id);

test("appendLedger() adds a line of JSON, and makes the folder", async () => {
  await withTemporaryFolder(async (folder) => {
    const logs = join(folder, "a", "logs");
    await appendLedger(logs, entry("one"));
    await appendLedger(logs, entry("two", { text: "line\nend" }));
    assert.equal(await readdir(logs), ["runs.jsonl"]);
    const lines = (await readFile(join(logs, "runs.jsonl"), "utf8")).split("\n");
    assert.equal(lines, [
      JSON.stringify(entry("one")),
      JSON.stringify(entry("two", { text: "line\nend" })),
      "",
    ]);
  });
});

test("appendLedger() lets two processes write at once without mixing their lines", async () => {
  await withTemporaryFolder(async (folder) => {
    // Lines of up to 20 kB are far longer than a run's, and than a page of memory.
    const writer = (name: string) =>
      script(`
        import { appendLedger } from "./io/store/mod.ts";
        const entry = ${JSON.stringify(entry(""))};
        console.log("ready");
        for await (const _ of process.stdin);
        for (let i = 0; i < 200; i++) {
          const figures = { text: "${name}".repeat(i * 100) };
          await appendLedger(${JSON.stringify(folder)}, { ...entry, run_id: "${name}-" + i, figures });
        }
      `);
    const writers = ["a", "b"].map(writer);
    for (const { said } of writers) await said();
    for (const { process } of writers) process.stdin.end();
    for (const { done } of writers) await done();

    const lines = (await readFile(join(folder, "runs.jsonl"), "utf8")).trimEnd().split("\n");
    const entries: LedgerEntry[] = lines.filter((line) => line !== "").map((line) => JSON.parse(line));
    assert.is(entries.length, 400);
    for (const name of ["a", "b"]) {
      const own = entries.filter(({ run_id }) => run_id.startsWith(name));
      assert.equal(
        own,
        Array.from({ length: 200 }, (_, i) => entry(`${name}-${i}`, { text: name.repeat(i * 100) })),
      );
    }
  });
});

test("appendLedger() begins a new line after one that a crash cut short", async () => {
  await withTemporaryFolder(async (folder) => {
    await appendLedger(folder, entry("one"));
    await appendFile(join(folder, "runs.jsonl"), '{"schema_version":1,"run_id":"tor');
    await appendLedger(folder, entry("two"));
    await appendLedger(folder, entry("three"));
    assert.equal(await ids(folder), ["one", "two", "three"]);
    const lines = (await readFile(join(folder, "runs.jsonl"), "utf8")).split("\n");
    assert.is(lines.length, 5);
  });
});

test("appendLedger() loses no earlier line, and no later one, when a call fails", async () => {
  const calls = await eachFault(["ENOSPC", "EACCES"], ({ files, code, failed }) =>
    withTemporaryFolder(async (folder) => {
      await appendLedger(folder, entry("earlier"));
      const outcome = await appendLedger(folder, entry("this"), files).catch((error: unknown) => error);
      await appendLedger(folder, entry("later"));
      const isWritten = failed() === undefined || failed() === "file.close";
      const expected = isWritten ? ["earlier", "this", "later"] : ["earlier", "later"];
      assert.equal(await ids(folder), expected, failed());
      if (failed() === undefined) return;
      assert.instance(outcome, Failure, failed());
      assert.is((outcome as Failure).kind, code === "ENOSPC" ? "io" : "cannot-create");
      assert.match((outcome as Failure).message, /\/runs\.jsonl"/);
    }),
  );
  assert.equal(calls, ["mkdir", "open", "file.stat", "file.read", "file.writeFile", "file.close"]);
});

test("appendLedger() says where a file stands in the way", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "logs"), "");
    await failsWith("cannot-create", /logs\/runs\.jsonl"\. A file stands where a folder should be/, () =>
      appendLedger(join(folder, "logs"), entry("one")),
    );
  });
});

test.run();
