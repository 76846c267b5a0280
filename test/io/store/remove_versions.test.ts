import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { realFileSystem } from "../../../io/store/file_system.ts";
import { removeVersions } from "../../../io/store/remove_versions.ts";
import { versionAt } from "../../../io/store/version.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

const VERSIONS = ["2026-11-24T13:00:00Z", "2026-11-24T14:00:00Z"].map((at) => versionAt(new Date(at)));

async function fill(folder: string): Promise<void> {
  await mkdir(join(folder, "merged"));
  for (const version of VERSIONS) {
    for (const ending of ["csv", "manifest.json"])
      await writeFile(join(folder, "merged", `${version}.${ending}`), "");
  }
}

test("removeVersions() removes every table before any manifest, and brings that to the disk", async () => {
  await withTemporaryFolder(async (folder) => {
    await fill(folder);
    const calls: string[] = [];
    const rm: typeof realFileSystem.rm = async (path, options) => {
      calls.push(String(path).slice(folder.length + "/merged/00000000_".length));
      await realFileSystem.rm(path, options);
    };
    const open: typeof realFileSystem.open = async (...given) => {
      calls.push("sync");
      return await realFileSystem.open(...given);
    };
    await removeVersions(folder, "merged", VERSIONS, { open, rm });
    const manifests = ["130000.manifest.json", "140000.manifest.json"];
    assert.equal(calls, ["130000.csv", "140000.csv", "sync", ...manifests, "sync"]);
    assert.equal(await readdir(join(folder, "merged")), []);
  });
});

test("removeVersions() says what it may not remove, and what it could not", async () => {
  await withTemporaryFolder(async (folder) => {
    await fill(folder);
    for (const [code, kind, advice] of [
      ["EACCES", "permission", "Check the folder's permissions"],
      ["EPERM", "permission", "Check the folder's permissions"],
      ["EROFS", "io", "Check the disk"],
    ] as const) {
      const rm = async () => {
        throw Object.assign(new Error(`${code}: no`), { code });
      };
      const says = new RegExp(
        `^Cannot remove ".*/merged/20261124_130000\\.csv": ${code}: no\\. ${advice} and run again\\.$`,
      );
      await failsWith(kind, says, () =>
        removeVersions(folder, "merged", VERSIONS, { ...realFileSystem, rm }),
      );
    }
    assert.is((await readdir(join(folder, "merged"))).length, 4);
  });
});

test.run();
