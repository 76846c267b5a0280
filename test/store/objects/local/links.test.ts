import { readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type FileSystem, localStore, realFileSystem } from "../../../../store/objects/mod.ts";
import { failsWith } from "../../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../../helpers/folders/temporary_folder.ts";
import { bytes, textOf } from "../conformance.ts";

/** Disks on which link() fails like this, and how often it was tried. */
function diskWithout(code: string): { readonly files: FileSystem; readonly tried: () => number } {
  let tried = 0;
  const link = async () => {
    tried++;
    throw Object.assign(new Error(`${code}: link`), { code });
  };
  return { files: { ...realFileSystem, link }, tried: () => tried };
}

test("putNew() works on every disk without hard links, and tries one once", async () => {
  for (const code of ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EINVAL"]) {
    await withTemporaryFolder(async (folder) => {
      const { files, tried } = diskWithout(code);
      const objects = localStore(folder, files);
      assert.is(await objects.putNew("a/1", bytes("one")), true, code);
      assert.is(await objects.putNew("a/1", bytes("two")), false, code);
      const digest = await objects.putNewFile("a/2", (path) => writeFile(path, "three"));
      assert.is(digest?.bytes, 5);
      assert.is(await textOf(objects, "a/1"), "one");
      assert.equal((await readdir(join(folder, "a"))).sort(), ["1", "2"]);
      assert.is(tried(), 1);
    });
  }
});

test("putNew() says that a folder cannot be written to, and takes that for no lack of hard links", async () => {
  await withTemporaryFolder(async (folder) => {
    const { files, tried } = diskWithout("EPERM");
    let isOpen = true;
    const open: FileSystem["open"] = async (path, ...options) => {
      // From the link on nothing can be made, as when the folder is made immutable just then.
      if (tried() > 0 && isOpen) throw Object.assign(new Error("EPERM: open"), { code: "EPERM" });
      return await realFileSystem.open(path, ...options);
    };
    const objects = localStore(folder, { ...files, open });
    const message =
      /^Cannot write "[^"]+\/1"\. You may not write there: check the folder's permissions, or use another data folder\.$/;
    await failsWith("cannot-create", message, () => objects.putNew("1", bytes("one")));
    isOpen = false;
    assert.is(await objects.putNew("1", bytes("one")), true);
    assert.is(tried(), 2);
  });
});

test("putNew() has another way only where a disk has no hard links", async () => {
  await withTemporaryFolder(async (folder) => {
    const objects = localStore(folder, diskWithout("EIO").files);
    await failsWith("io", /EIO: link/, () => objects.putNew("1", bytes("one")));
    assert.equal(await readdir(folder), []);
    assert.equal(await objects.limits(), []);
  });
});

test("putNew() without hard links takes a link to nothing for a name that is taken", async () => {
  await withTemporaryFolder(async (folder) => {
    await symlink("nowhere", join(folder, "1"));
    assert.is(await localStore(folder, diskWithout("ENOSYS").files).putNew("1", bytes("one")), false);
    assert.is(await localStore(folder).putNew("1", bytes("one")), false);
    assert.is(await readFile(join(folder, "1")).catch(({ code }) => code), "ENOENT");
  });
});

test.run();
