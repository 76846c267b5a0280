import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { exportCommand } from "../../commands/export.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { snapshotAt } from "../helpers/folders/snapshot_at.ts";
import { invocation } from "../helpers/processes/invocation.ts";

test("exportCommand() takes the format from the file's ending, or from --format", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-24T11:00:00Z", {});
    for (const [name, format, begins] of [
      ["a.json", undefined, "["],
      ["a.GEOJSON", undefined, '{"type":"FeatureCollection"'],
      ["a.dat", "csv", "ides,"],
      ["a.csv", "xlsx", "PK"],
    ] as const) {
      const output = join(folder.path, name);
      const { call, printed } = invocation(
        { dataDir: folder.path, output, ...(format && { format }) },
        { args: ["snapshots"], cwd: folder.path },
      );
      await exportCommand(call);
      assert.match(printed(), /^Exported snapshots in /);
      assert.ok((await readFile(output, "latin1")).startsWith(begins), name);
    }
  });
});

test("exportCommand() says what is wrong with its words", async () => {
  for (const [dataset, flags, why] of [
    ["merged", {}, /Add --output/],
    ["merged", { output: "x.doc" }, /--output is "x\.doc".*--format: parquet/],
  ] as const) {
    await failsWith("usage", why, () => exportCommand(invocation(flags, { args: [dataset] }).call));
  }
});

test.run();
