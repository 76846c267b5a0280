import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { localStore, type RunEntry, readRuns } from "../../store/mod.ts";
import { type DataFolder, withDataFolder } from "../helpers/folders/data_folder.ts";
import { snapshotAt } from "../helpers/folders/snapshot_at.ts";
import { cli } from "../helpers/processes/cli.ts";

const historyOf = async ({ path }: DataFolder): Promise<readonly RunEntry[]> =>
  (await readRuns(localStore(join(path, "logs")))).runs;

/** Calls that fail before a run begins: how they end, and the settings that are wrong where they are. */
const REFUSED: readonly [line: string, code: number, env?: Record<string, string>][] = [
  ["ingest --fed tiny", 64],
  ["merge --windw 3", 64],
  ["merge --window 0", 64],
  ["run extra", 64],
  ["compact --feed smn-horly", 64],
  ["prune", 64],
  ["prune --keep none", 64],
  ["ingest", 78, { MUNICLIMA_FEED: "smn-horly" }],
  ["merge", 78, { MUNICLIMA_WINDOW: "two" }],
  ["run", 78, { MUNICLIMA_HOW: "outer" }],
  ["ingest", 78, { NODE_TLS_REJECT_UNAUTHORIZED: "0" }],
];

test("municlima leaves a line in the history for a run whose command line, settings or feed are wrong", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-01T07:00:00Z", {});
    for (const [line, code, env = {}] of REFUSED) {
      const [command = "", ...args] = line.split(" ");
      const before = await historyOf(folder);
      const end = await cli([command, ...args, "--data-dir", "."], { cwd: folder.path, env });
      assert.is(end.code, code, `${line}: ${end.stderr}`);
      const [entry, ...more] = (await historyOf(folder)).slice(before.length);
      assert.equal([entry?.command, entry?.outcome, entry?.exit_code], [command, "failed", code], line);
      assert.equal([entry?.data_dir, more], [folder.path, []], line);
      assert.ok(end.stderr.endsWith(`municlima: ${entry?.error}\n`), `${line}: ${entry?.error}`);
    }
  });
});

test("municlima leaves a line in the history for a run whose files of settings cannot be read", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-01T07:00:00Z", {});
    for (const [file, text] of [
      ["municlima.config.json", '{"window": '],
      [".env", Uint8Array.of(0xff)],
    ] as const) {
      const path = await folder.put(file, text);
      const { code } = await cli(["ingest"], { cwd: folder.path, env: { MUNICLIMA_DATA_DIR: "." } });
      assert.is(code, 78);
      const last = (await historyOf(folder)).at(-1);
      assert.equal([last?.command, last?.exit_code, last?.data_dir], ["ingest", 78, folder.path]);
      assert.match(last?.error ?? "", file);
      await rm(path);
    }
  });
});

test("municlima leaves one line and no more for a run that failed once it had begun, and none for a dry run", async () => {
  await withDataFolder(async (folder) => {
    const options = { cwd: folder.path };
    assert.is((await cli(["merge", "--data-dir", "."], options)).code, 66);
    assert.equal(
      (await historyOf(folder)).map(({ command, exit_code }) => [command, exit_code]),
      [["merge", 66]],
    );
    for (const args of [["--dry-run"], ["--dry-run", "--window", "0"]])
      assert.is.not((await cli(["merge", "--data-dir", ".", ...args], options)).code, 0);
    assert.is((await historyOf(folder)).length, 1);
  });
});

test("municlima begins no history for a slip of the keyboard, and none for a command that changes nothing", async () => {
  await withDataFolder(async (folder) => {
    const options = { cwd: folder.path };
    assert.is((await cli(["ingest", "--fed", "x", "--data-dir", "."], options)).code, 64);
    assert.not.ok(existsSync(join(folder.path, "logs")));
    await snapshotAt(folder, "2026-11-01T07:00:00Z", {});
    assert.is((await cli(["status", "--fed", "x", "--data-dir", "."], options)).code, 64);
    assert.is((await historyOf(folder)).length, 1);
  });
});

test.run();
