import { mkdir, readdir, symlink, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { localStore, realFileSystem } from "../../../../store/objects/mod.ts";
import { withTemporaryFolder } from "../../../helpers/folders/temporary_folder.ts";

/** Makes files, each holding its own name. */
async function put(data: string, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(data, name)), { recursive: true });
    await writeFile(join(data, name), name);
  }
}
async function age(data: string, seconds: number, ...names: readonly string[]): Promise<void> {
  const time = Date.now() / 1000 - seconds;
  for (const name of names) await utimes(join(data, name), time, time);
}
/** Every file there is, sorted. */
async function left(data: string): Promise<string[]> {
  return (await readdir(data, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(data.length + 1))
    .sort();
}

test("sweep() removes what is unfinished below the prefixes, and nothing else", async () => {
  await withTemporaryFolder(async (data) => {
    const leftovers = ["snapshots/.tmp-1", "snapshots/month=2026-10/.tmp-2", "raw/.tmp-3", "raw/.guard-a"];
    const others = [
      ".tmp-4",
      "towns/.tmp-5",
      "snapshots/1.csv",
      "raw/tmp-6",
      "raw/.lock",
      "raw/.guard-b",
      "notes/.tmp-7",
    ];
    await put(data, ...leftovers, ...others);
    await age(data, 31, "raw/.guard-a");
    assert.is(await localStore(data).sweep(["snapshots/", "raw/", "nowhere/"]), leftovers.length);
    assert.equal(await left(data), others.sort());
    assert.is(await localStore(data).sweep(["snapshots/", "raw/"]), 0);
  });
});

test("sweep() removes at the top what is old by the disk's clock alone, as others may be asking for the lock", async () => {
  await withTemporaryFolder(async (data) => {
    await put(data, ".tmp-asking", ".tmp-asked", ".lock", ".guard-.lock", ".guard-x", "raw/.tmp-1");
    await age(data, 601, ".tmp-asked", ".lock", "raw/.tmp-1", ".guard-x");
    await age(data, 590, ".tmp-asking");
    const real = Date.now;
    try {
      // A machine whose clock is wrong by 400 days.
      Date.now = () => real() + 400 * 86_400_000;
      assert.is(await localStore(data).sweep([""]), 2);
    } finally {
      Date.now = real;
    }
    assert.equal(await left(data), [".guard-.lock", ".lock", ".tmp-asking", "raw/.tmp-1"]);
  });
});

test("sweep() leaves what it cannot remove, and does not count it", async () => {
  await withTemporaryFolder(async (data) => {
    await put(data, "raw/.tmp-1", ".tmp-2");
    await age(data, 601, ".tmp-2");
    const rm = async (path: unknown) => {
      throw Object.assign(new Error(`EIO: ${path}`), { code: "EIO" });
    };
    const objects = localStore(data, { ...realFileSystem, rm });
    assert.is(await objects.sweep(["raw/", ""]), 0);
    assert.ok((await left(data)).includes("raw/.tmp-1"));
  });
});

test("sweep() does not follow a folder that is a link", async () => {
  await withTemporaryFolder(async (folder) => {
    await put(folder, "elsewhere/.tmp-1", "raw/1");
    await symlink(join(folder, "elsewhere"), join(folder, "raw/linked"));
    assert.is(await localStore(folder).sweep(["raw/", ""]), 0);
    assert.ok((await left(folder)).includes("elsewhere/.tmp-1"));
  });
});

test("sweep() finds nothing in a folder that is not there", async () => {
  assert.is(await localStore("/nowhere/at/all").sweep(["", "raw/"]), 0);
});

test.run();
