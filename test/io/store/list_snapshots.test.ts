import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { listSnapshots } from "../../../io/store/list_snapshots.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

const [FIRST, SECOND, THIRD] = ["20261031_220000", "20261031_230000", "20261101_000000"] as const;

/** What is listed of these CSVs and parts: "version csv" or "version <part>", and whether a CSV is there, too. */
async function listed(csvs: readonly string[], parts: Readonly<Record<string, readonly string[]>>) {
  const told: string[] = [];
  await withTemporaryFolder(async (folder) => {
    const put = async (name: string, text = "") => {
      const path = join(folder, "data_municipio_x_hora", name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    };
    for (const version of csvs) {
      await put(`${version}.csv`);
      await put(`${version}.manifest.json`);
    }
    for (const [version, held] of Object.entries(parts)) {
      const snapshots = held.map((version) => ({ version }));
      await put(`month=2026-10/${version}.parquet`);
      await put(`month=2026-10/${version}.manifest.json`, JSON.stringify({ version, snapshots }));
    }
    for (const { version, hasCsv, compacted } of await listSnapshots(folder))
      told.push(`${version} ${compacted?.part.manifest.version ?? "csv"}${compacted && hasCsv ? " +" : ""}`);
  });
  return told;
}

test("listSnapshots() gives CSVs and what Parquet files hold, newest first", async () => {
  const part = "20261101_010000";
  assert.equal(await listed([THIRD], { [part]: [FIRST, SECOND] }), [
    `${THIRD} csv`,
    `${SECOND} ${part}`,
    `${FIRST} ${part}`,
  ]);
});

test("listSnapshots() gives a snapshot once that a CSV and Parquet files hold, read from the first of these", async () => {
  const parts = { "20261102_000000": [FIRST, SECOND], "20261101_010000": [FIRST] };
  assert.equal(await listed([FIRST, SECOND], parts), [
    `${SECOND} 20261102_000000 +`,
    `${FIRST} 20261101_010000 +`,
  ]);
});

test("listSnapshots() of a folder without any is empty", async () => {
  assert.equal(await listed([], {}), []);
});

test.run();
