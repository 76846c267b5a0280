import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { FileSystem } from "../../../io/store/file_system.ts";
import { freeVersion } from "../../../io/store/free_version.ts";
import { publishTable } from "../../../io/store/publish_table.ts";
import { versionAt } from "../../../io/store/version.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

const NOW = new Date("2026-11-24T23:59:59.500Z");

test("freeVersion() is the moment's second in a folder that is empty or missing", async () => {
  await withTemporaryFolder(async (folder) => {
    assert.is(await freeVersion([folder, join(folder, "none")], NOW), "20261124_235959");
  });
});

test("freeVersion() gives two runs in the same second two versions", async () => {
  await withTemporaryFolder(async (folder) => {
    const details = { rows: 0, columns: [], published_at: NOW.toISOString(), run_id: "", program: "" };
    const versions: string[] = [];
    for (let run = 0; run < 3; run++) {
      const version = await freeVersion([join(folder, "table")], NOW);
      await publishTable(folder, "table", version, new Uint8Array(), details);
      versions.push(version);
    }
    assert.equal(versions, ["20261124_235959", "20261125_000000", "20261125_000001"]);
  });
});

test("freeVersion() passes over a version that any of the folders has", async () => {
  const names: Record<string, string[]> = { a: ["20261124_235959.csv"], b: ["20261125_000000.csv"], c: [] };
  const readdir = (async (folder: string) => names[folder]) as unknown as FileSystem["readdir"];
  assert.is(await freeVersion(["a", "b", "c"], NOW, { readdir }), "20261125_000001");
});

test("freeVersion() passes over what half a version occupies, a table or a manifest", async () => {
  for (const name of ["20261124_235959.csv", "20261124_235959.manifest.json"]) {
    await withTemporaryFolder(async (folder) => {
      await writeFile(join(folder, name), "");
      await writeFile(join(folder, ".tmp-1"), "");
      assert.is(await freeVersion([folder], NOW), "20261125_000000", name);
    });
  }
});

test("freeVersion() gives up after an hour of taken versions", async () => {
  const taken = Array.from(
    { length: 3600 },
    (_, s) => `${versionAt(new Date(NOW.getTime() + s * 1000))}.csv`,
  );
  const readdir = (async () => taken) as unknown as FileSystem["readdir"];
  const message =
    /^All versions for an hour from "20261124_235959" are taken in "a", "b"\. Check the clock\.$/;
  await failsWith("cannot-create", message, () => freeVersion(["a", "b"], NOW, { readdir }));
  taken.pop();
  assert.is(await freeVersion(["a", "b"], NOW, { readdir }), "20261125_005958");
});

test.run();
