import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { listParts } from "../../../io/store/list_parts.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

const FOLDER = "data_municipio_x_hora";
const put = async (folder: string, name: string, text = "") => {
  const path = join(folder, FOLDER, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
};
const putPart = async (folder: string, name: string) => {
  await put(folder, `${name}.parquet`);
  await put(folder, `${name}.manifest.json`, JSON.stringify({ version: name.split("/")[1], snapshots: [] }));
};

test("listParts() gives the Parquet files of all months in the order in which they were made", async () => {
  await withTemporaryFolder(async (folder) => {
    for (const name of ["month=2026-10/20261203_000000", "month=2026-11/20261202_000000"])
      await putPart(folder, name);
    await putPart(folder, "month=2026-10/20261101_000000");
    const paths = (await listParts(folder)).map(({ path }) => path.slice(folder.length + 1));
    assert.equal(paths, [
      `${FOLDER}/month=2026-10/20261101_000000.parquet`,
      `${FOLDER}/month=2026-11/20261202_000000.parquet`,
      `${FOLDER}/month=2026-10/20261203_000000.parquet`,
    ]);
  });
});

test("listParts() leaves out a Parquet file without a manifest, a manifest alone, and unfinished files", async () => {
  await withTemporaryFolder(async (folder) => {
    await put(folder, "month=2026-10/20261101_000000.parquet");
    await put(folder, "month=2026-10/20261102_000000.manifest.json", "{}");
    for (const name of ["month=2026-10/.tmp-1", "month=2026-10/20261399_000000", "months/20261101_000000"])
      await putPart(folder, name);
    assert.equal(await listParts(folder), []);
  });
});

test("listParts() of a folder without any is empty", async () => {
  await withTemporaryFolder(async (folder) => {
    assert.equal(await listParts(folder), []);
    await put(folder, "20261124_140000.csv");
    assert.equal(await listParts(folder), []);
  });
});

test("listParts() says which manifest it cannot read", async () => {
  await withTemporaryFolder(async (folder) => {
    await putPart(folder, "month=2026-10/20261101_000000");
    await put(folder, "month=2026-10/20261101_000000.manifest.json", "{");
    await failsWith("io", /month=2026-10\/20261101_000000\.manifest\.json": /, () => listParts(folder));
  });
});

test.run();
