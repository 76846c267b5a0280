import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { writeOutput } from "../../pipelines/write_output.ts";
import { realFileSystem } from "../../store/mod.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { type DataFolder, withDataFolder } from "../helpers/folders/data_folder.ts";

const bytes = new TextEncoder().encode("x");
const write = (folder: DataFolder, name: string, more: object = {}) =>
  writeOutput(
    join(folder.path, name),
    bytes,
    { dataDir: folder.path, logDir: join(folder.path, "logs"), ...more },
    realFileSystem,
  );

test("writeOutput() writes beside the data and elsewhere, over an older file, and says so", async () => {
  await withDataFolder(async (folder) => {
    await folder.put("out/x.csv", "older");
    assert.equal(await write(folder, "out/x.csv"), { bytes: 1, overwrote: true });
    assert.equal(await write(folder, "y.csv"), { bytes: 1, overwrote: false });
    assert.equal([await folder.read("out/x.csv"), await folder.read("y.csv")], ["x", "x"]);
  });
});

test("writeOutput() writes no file into a bucket, and writes beside a data folder that is in one", async () => {
  await withDataFolder(async (folder) => {
    const places = { dataDir: "s3://weather/x", logDir: "s3://weather/x/logs" };
    const message =
      /^--output is "s3:\/\/weather\/y\.csv"\. Write a file of this machine, and copy it into the bucket\.$/;
    await failsWith("usage", message, () => writeOutput("s3://weather/y.csv", bytes, places, realFileSystem));
    assert.equal(await write(folder, "y.csv", places), { bytes: 1, overwrote: false });
  });
});

test("writeOutput() keeps a file that is there where that is asked", async () => {
  await withDataFolder(async (folder) => {
    await folder.put("x.csv", "older");
    const message = /"[^"]+x\.csv" is there already, and "--no-clobber" keeps it\./;
    await failsWith("cannot-create", message, () => write(folder, "x.csv", { noClobber: true }));
    assert.is(await folder.read("x.csv"), "older");
    assert.equal(await write(folder, "y.csv", { noClobber: true }), { bytes: 1, overwrote: false });
  });
});

test("writeOutput() never writes over published data, by whatever path", async () => {
  await withDataFolder(async (folder) => {
    await folder.put("data_merged/current.csv", "published");
    await folder.put("data_folder.json", "{}");
    await folder.put("inventory/00000001.json", "{}");
    await folder.put(".lock", "{}");
    await folder.put("logs/runs.jsonl", "{}\n");
    await symlink(join(folder.path, "data_merged"), join(folder.path, "elsewhere"));
    await symlink(join(folder.path, "data_merged/current.csv"), join(folder.path, "newest.csv"));
    const before = await folder.files();
    for (const name of [
      "data_merged/current.csv",
      "newest.csv",
      "elsewhere/new.csv",
      "raw/../data_merged/x.csv",
      "raw/a.csv",
      "inventory/00000001.json",
      "cache/checked.json",
      "data_municipio/20260101/data.csv",
    ]) {
      await failsWith("usage", /in a folder of published data/, () => write(folder, name));
    }
    for (const name of ["data_folder.json", "datapackage.json", ".lock", ".lock-1.sock"])
      await failsWith("usage", /a file of the data folder's own/, () => write(folder, name));
    for (const name of ["runs.jsonl", "runs/20261101_070000.jsonl"])
      await failsWith("usage", /a history of runs\. Choose another path\./, () =>
        write(folder, `logs/${name}`),
      );
    assert.equal(await folder.files(), before);
  });
});

test("writeOutput() knows another data folder by its mark, and another history by its name", async () => {
  await withDataFolder(async (folder) => {
    await folder.put("theirs/data_folder.json", "{}");
    await folder.put("theirs/data_merged/current.csv", "published");
    await folder.put("theirs/log/runs.jsonl", "{}\n");
    const elsewhere = { dataDir: join(folder.path, "mine"), logDir: join(folder.path, "mine/logs") };
    for (const name of [
      "data_merged/current.csv",
      "data_merged/a/b.csv",
      "data_folder.json",
      "log/runs.jsonl",
    ])
      await failsWith("usage", /^--output is /, () => write(folder, `theirs/${name}`, elsewhere));
    assert.is(await folder.read("theirs/data_merged/current.csv"), "published");
    await write(folder, "theirs/notes.csv", elsewhere);
  });
});

test.run();
