import { chmod, mkdir, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { fileCache } from "../../../../store/objects/local/file_cache.ts";
import { withTemporaryFolder } from "../../../helpers/folders/temporary_folder.ts";
import { sha256 } from "../conformance.ts";

const NAME = "data_merged/20261124_140000.csv";
const writing = (text: string) => async (path: string) => {
  await writeFile(path, text, { flag: "wx" });
  return true;
};

test("fileCache() finds a copy by the hash of its bytes, under the object's name", async () => {
  await withTemporaryFolder(async (folder) => {
    const copies = fileCache(join(folder, "not/there"), 1e6);
    assert.is(await copies.find(NAME, sha256("one")), undefined);
    const made = await copies.add(NAME, writing("one"));
    assert.is(made?.sha256, sha256("one"));
    assert.ok(made?.path.endsWith(`/${NAME}`));
    assert.equal(await copies.find(NAME, sha256("one")), made);
    assert.is(await copies.find(NAME, sha256("two")), undefined);
    assert.is(await copies.add("none", async () => false), undefined);
    assert.equal((await readdir(join(folder, "not/there"))).sort(), [sha256("one")]);
  });
});

test("fileCache() takes no copy for good whose bytes were changed", async () => {
  await withTemporaryFolder(async (folder) => {
    const copies = fileCache(folder, 1e6);
    const path = (await copies.add(NAME, writing("one")))?.path ?? "";
    await chmod(path, 0o644);
    await writeFile(path, "onE");
    assert.is(await copies.find(NAME, sha256("one")), undefined);
    assert.is((await copies.add(NAME, writing("one")))?.path, path);
    assert.is(await readFile(path, "utf8"), "one");
  });
});

test("fileCache() removes the copies that were not asked for the longest, and none that may be read just now", async () => {
  await withTemporaryFolder(async (folder) => {
    const [first, second] = [fileCache(folder, 5), fileCache(folder, 5)];
    const paths = [];
    await mkdir(join(folder, "compiled"));
    await writeFile(join(folder, "compiled/own.mjs"), "0123456789");
    await utimes(join(folder, "compiled/own.mjs"), new Date(0), new Date(0));
    for (const text of ["one", "two"]) paths.push((await first.add(NAME, writing(text)))?.path ?? "");
    assert.equal((await readdir(folder)).length, 3, "both are in use");
    const [one = "", two = ""] = paths;
    await utimes(one, new Date(0), new Date(1000));
    await utimes(two, new Date(0), new Date(0));
    await second.find(NAME, sha256("one"));
    await second.add(NAME, writing("new"));
    assert.equal((await readdir(folder)).sort(), [sha256("one"), sha256("new"), "compiled"].sort());
    assert.ok(await stat(one));
  });
});

test("fileCache() makes its copies elsewhere, for this process, where its folder cannot be", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "a-file"), "");
    const copies = fileCache(join(folder, "a-file/copies"), 1e6);
    const made = await copies.add(NAME, writing("one"));
    assert.is(await readFile(made?.path ?? "", "utf8"), "one");
    assert.equal(await copies.find(NAME, sha256("one")), made);
    assert.equal(await readdir(folder), ["a-file"]);
  });
});

test("fileCache() of several processes gives each a whole copy", async () => {
  await withTemporaryFolder(async (folder) => {
    const text = "x".repeat(100_000);
    const both = await Promise.all([1, 2, 3, 4].map(() => fileCache(folder, 1e6).add(NAME, writing(text))));
    for (const copy of both) assert.is(await readFile(copy?.path ?? "", "utf8"), text);
    assert.equal(await readdir(folder), [sha256(text)]);
  });
});

test.run();
