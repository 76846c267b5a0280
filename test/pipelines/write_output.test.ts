import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { writeOutput } from "../../pipelines/write_output.ts";
import { realFileSystem } from "../../store/mod.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";

const bytes = new TextEncoder().encode("x");

test("writeOutput() writes beside the data and elsewhere, over an older file", async () => {
  await withDataFolder(async ({ path, put, read }) => {
    await put("out/x.csv", "older");
    await writeOutput(join(path, "out/x.csv"), bytes, path, realFileSystem);
    await writeOutput(join(path, "y.csv"), bytes, path, realFileSystem);
    assert.equal([await read("out/x.csv"), await read("y.csv")], ["x", "x"]);
  });
});

test("writeOutput() never writes over published data, by whatever path", async () => {
  await withDataFolder(async ({ path, put, files }) => {
    await put("data_merged/current.csv", "published");
    await put("data_folder.json", "{}");
    await symlink(join(path, "data_merged"), join(path, "elsewhere"));
    const before = await files();
    for (const name of [
      "data_merged/current.csv",
      "elsewhere/new.csv",
      "raw/../data_merged/x.csv",
      "raw/a.csv",
    ]) {
      await failsWith("usage", /in a folder of published data/, () =>
        writeOutput(join(path, name), bytes, path, realFileSystem),
      );
    }
    await failsWith("usage", /a file of the data folder's own/, () =>
      writeOutput(join(path, "data_folder.json"), bytes, path, realFileSystem),
    );
    assert.equal(await files(), before);
  });
});

test.run();
