import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { writeOutput } from "../../pipelines/write_output.ts";
import { realFileSystem } from "../../store/mod.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { type DataFolder, withDataFolder } from "../helpers/folders/data_folder.ts";

const bytes = new TextEncoder().encode("x");

const write = async (path: string, folder: DataFolder, noClobber = false) =>
  await writeOutput(path, bytes, { ...folder.settings(), noClobber }, realFileSystem);

test("writeOutput() writes beside the data and elsewhere, over an older file", async () => {
  await withDataFolder(async (folder) => {
    const { path, put, read } = folder;
    await put("out/x.csv", "older");
    assert.equal(await write(join(path, "out/x.csv"), folder), { bytes: 1, overwrote: true });
    assert.equal(await write(join(path, "y.csv"), folder), { bytes: 1, overwrote: false });
    assert.equal([await read("out/x.csv"), await read("y.csv")], ["x", "x"]);
    await failsWith("cannot-create", /--no-clobber/, () => write(join(path, "y.csv"), folder, true));
  });
});

test("writeOutput() never writes over anything of a data folder, its own or another, by whatever path", async () => {
  await withDataFolder(async (own) => {
    await withDataFolder(async (other) => {
      await other.put("data_folder.json", "{}");
      for (const folder of [own, other]) {
        await folder.put("data_merged/current.csv", "published");
        await symlink(join(folder.path, "data_merged"), join(folder.path, "elsewhere"));
        await symlink(join(folder.path, "data_merged/current.csv"), join(folder.path, "link.csv"));
        const before = await folder.files();
        for (const name of [
          "data_merged/current.csv",
          "elsewhere/new.csv",
          "elsewhere/deep/er/new.csv",
          "link.csv",
          "raw/../data_merged/x.csv",
          "raw/a.csv",
          "inventory/00000001.json",
          "cache/checked.json",
          "data_municipios/20260101/data.csv",
        ]) {
          await failsWith("usage", /in a folder of published data\. Choose a path outside of/, () =>
            write(join(folder.path, name), own),
          );
        }
        for (const name of ["data_folder.json", "datapackage.json", ".lock"]) {
          await failsWith("usage", /a file of the data folder's own/, () =>
            write(join(folder.path, name), own),
          );
        }
        assert.equal(await folder.files(), before);
      }
    });
  });
});

test("writeOutput() never writes over a history of runs", async () => {
  await withDataFolder(async (folder) => {
    const { path, put } = folder;
    await put("elsewhere/runs.jsonl", "{}\n");
    for (const name of ["logs/runs.jsonl", "elsewhere/runs.jsonl"]) {
      await failsWith("usage", /a history of runs\. Choose another path/, () =>
        write(join(path, name), folder),
      );
    }
    assert.equal(await write(join(path, "new/runs.jsonl"), folder), { bytes: 1, overwrote: false });
  });
});

test.run();
