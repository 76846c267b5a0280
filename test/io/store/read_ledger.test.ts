import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readLedger } from "../../../io/store/read_ledger.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

/** The ids of the runs in a ledger with this text. */
async function ids(text: string): Promise<string[]> {
  let found: string[] = [];
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "runs.jsonl"), text);
    found = (await readLedger(folder)).map(({ run_id }) => run_id);
  });
  return found;
}

test("readLedger() gives the runs in the order of their lines", async () => {
  assert.equal(await ids('{"run_id":"b"}\n{"run_id":"a"}\n{"run_id":"ñ"}\n'), ["b", "a", "ñ"]);
});

test("readLedger() leaves out a line that was cut short, wherever", async () => {
  const line = '{"run_id":"torn","steps":[{"name":"fetch","seconds":1}],"figures":{}}';
  for (let length = 0; length < line.length; length++) {
    const torn = line.slice(0, length);
    assert.equal(await ids(`{"run_id":"a"}\n${torn}`), ["a"], torn);
    assert.equal(await ids(`{"run_id":"a"}\n${torn}\n{"run_id":"b"}\n`), ["a", "b"], torn);
  }
});

test("readLedger() leaves out what a power cut filled with zeros", async () => {
  assert.equal(await ids(`{"run_id":"a"}\n${"\0".repeat(100)}\n{"run_id":"b"}\n`), ["a", "b"]);
});

test("readLedger() leaves out a line that is JSON but no run", async () => {
  assert.equal(await ids('null\n7\n[]\n{}\n{"run_id":"a"}\n'), ["a"]);
});

test("readLedger() of an empty file, of no file or of no folder is empty", async () => {
  assert.equal(await ids(""), []);
  await withTemporaryFolder(async (folder) => {
    assert.equal(await readLedger(folder), []);
    assert.equal(await readLedger(join(folder, "none")), []);
    await writeFile(join(folder, "file"), "");
    assert.equal(await readLedger(join(folder, "file")), []);
  });
});

test("readLedger() says which ledger it cannot read", async () => {
  await withTemporaryFolder(async (folder) => {
    await mkdir(join(folder, "runs.jsonl"));
    const message = /^Cannot read the ledger ".+\/runs\.jsonl": EISDIR.+\. Check its permissions\.$/;
    await failsWith("io", message, () => readLedger(folder));
  });
});

test.run();
