import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { publishTable } from "../../../io/store/publish_table.ts";
import { readManifest } from "../../../io/store/read_manifest.ts";
import { versionAt } from "../../../io/store/version.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

const VERSION = versionAt(new Date("2026-11-24T14:00:00Z"));
const ADVICE = String.raw`Move that version out of the folder\.$`;

test("readManifest() gives back what publishTable() wrote", async () => {
  await withTemporaryFolder(async (folder) => {
    const details = { rows: 0, columns: [], published_at: "", run_id: "ñ", program: "", how: "inner" };
    const written = await publishTable(folder, "merged", VERSION, new Uint8Array(), details);
    assert.equal(await readManifest<{ how: string }>(folder, "merged", VERSION), written);
  });
});

test("readManifest() says on one line which manifest is damaged", async () => {
  await withTemporaryFolder(async (folder) => {
    await mkdir(join(folder, "merged"));
    for (const text of ["", '{\n  "rows": 1,\n', '{\n  "rows": x\n}\n', "null", "[]", "7"]) {
      await writeFile(join(folder, "merged", `${VERSION}.manifest.json`), text);
      const message = new RegExp(
        `^Cannot read the manifest ".*merged/20261124_140000.manifest.json": .+ ${ADVICE}`,
      );
      await failsWith("io", message, () => readManifest(folder, "merged", VERSION));
    }
  });
});

test("readManifest() says which manifest is missing", async () => {
  const message = new RegExp(
    `^Cannot read the manifest "data/merged/20261124_140000.manifest.json": ENOENT.+ ${ADVICE}`,
  );
  await failsWith("io", message, () => readManifest("data", "merged", VERSION));
});

test.run();
