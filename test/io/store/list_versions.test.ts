import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { listVersions } from "../../../io/store/list_versions.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

async function listed(...names: string[]): Promise<string[]> {
  let versions: string[] = [];
  await withTemporaryFolder(async (folder) => {
    for (const name of names) await writeFile(join(folder, name), "");
    versions = await listVersions(folder);
  });
  return versions;
}
const whole = (version: string) => [`${version}.csv`, `${version}.manifest.json`];

test("listVersions() gives the published versions, newest first", async () => {
  const names = ["20261124_130000", "20261124_150000", "20251231_235959", "20261124_140000"].flatMap(whole);
  assert.equal(await listed(...names), [
    "20261124_150000",
    "20261124_140000",
    "20261124_130000",
    "20251231_235959",
  ]);
});

test("listVersions() leaves out a table without a manifest and a manifest without a table", async () => {
  const [table = "", manifest = ""] = whole("20261124_150000");
  assert.equal(await listed(...whole("20261124_140000"), table), ["20261124_140000"]);
  assert.equal(await listed(...whole("20261124_140000"), manifest), ["20261124_140000"]);
});

test("listVersions() leaves out current.csv, unfinished files and names that are no versions", async () => {
  const others = [".tmp-5ac0", ".lock", "notes.txt", "20261124_150000.json.gz", "20261124_150000.txt"];
  const [, manifest = ""] = whole("20261124_150000");
  const spelled = ["current", "20261301_000000", "20261124", "20261124_240000", "20261124_140000 (1)"];
  assert.equal(await listed(...others, manifest, ...spelled.flatMap(whole)), []);
});

test("listVersions() of an empty folder, or of none, is empty", async () => {
  await withTemporaryFolder(async (folder) => {
    assert.equal(await listVersions(folder), []);
    assert.equal(await listVersions(join(folder, "none")), []);
  });
});

test("listVersions() refuses a file where a folder should be", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "a"), "");
    await failsWith("cannot-create", /a" is not a folder\. Use another --data-dir\.$/, () =>
      listVersions(join(folder, "a")),
    );
  });
});

test("listVersions() says which folder it may not list", async () => {
  const readdir = async () => {
    throw Object.assign(new Error("EACCES: permission denied, scandir 'data/x'"), { code: "EACCES" });
  };
  const message = /^Cannot list the folder "data\/x": EACCES: .*\. Check its permissions\.$/;
  await failsWith("io", message, () => listVersions("data/x", { readdir }));
});

test("listVersions() takes no folder for a version", async () => {
  await withTemporaryFolder(async (folder) => {
    await mkdir(join(folder, "20261124_150000.csv"));
    assert.equal(await listVersions(folder), []);
  });
});

test.run();
