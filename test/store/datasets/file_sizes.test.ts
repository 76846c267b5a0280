import { test } from "uvu";
import * as assert from "uvu/assert";
import { fileSizes } from "../../../store/datasets/file_sizes.ts";
import { folderOf, type ObjectStore, type Version } from "../../../store/mod.ts";
import { memoryStore } from "../../../store/objects/memory/memory_store.ts";

const FOLDER = folderOf("merged");

/** A store with two files of each of 200 versions, of which the inventory knows; says which files were looked at. */
async function many() {
  const store = memoryStore();
  const manifests = new Map<Version, string>();
  const names: string[] = [];
  for (let i = 0; i < 200; i++) {
    const day = String(1 + Math.floor(i / 10)).padStart(2, "0");
    const version = `202611${day}_${String(i % 10).padStart(2, "0")}0000` as Version;
    manifests.set(version, `hash of ${version}`);
    for (const [ending, size] of [
      ["csv", 10],
      ["manifest.json", 1],
    ] as const) {
      const name = `${FOLDER}/${version}.${ending}`;
      names.push(name);
      await store.putNew(name, new Uint8Array(size));
    }
  }
  await store.putNew(`${FOLDER}/current.csv`, new Uint8Array(5));
  const looked: string[] = [];
  const head: ObjectStore["head"] = async (name) => {
    looked.push(name);
    return await store.head(name);
  };
  const sizes = async (...lists: readonly string[][]) => {
    looked.length = 0;
    return await fileSizes(
      { objects: { ...store, head } },
      { tables: new Map([[FOLDER, manifests]]) },
      lists,
    );
  };
  return { store, manifests, names: [...names, `${FOLDER}/current.csv`], looked, sizes };
}

test("fileSizes() gives the bytes of each list, and looks at no published file twice", async () => {
  const { names, looked, sizes } = await many();
  assert.equal(await sizes(names, names.slice(0, 3), []), [2205, 21, 0]);
  assert.equal(await sizes(names, names.slice(0, 3), []), [2205, 21, 0]);
  assert.equal(looked, [`${FOLDER}/current.csv`], "whose content changes");
});

test("fileSizes() looks again at the files of a day that a version was added to, or that has another manifest", async () => {
  const { store, manifests, names, looked, sizes } = await many();
  await sizes(names);
  const [version] = manifests.keys();
  if (version === undefined) throw new Error("there is no version");
  await store.replace(`${FOLDER}/${version}.csv`, new Uint8Array(30));
  assert.equal(await sizes(names), [2205], "no published file changes");
  manifests.set(version, "hash of another");
  assert.equal(await sizes(names), [2225]);
  assert.is(looked.length, 21);
  const more = "20261103_235900" as Version;
  manifests.set(more, "hash of more");
  await store.putNew(`${FOLDER}/${more}.csv`, new Uint8Array(10));
  assert.equal(await sizes([...names, `${FOLDER}/${more}.csv`]), [2235]);
  assert.is(looked.length, 22);
});

test("fileSizes() remembers no sum of files of which one is missing, nor of what the inventory does not know", async () => {
  const { store, names, sizes } = await many();
  const [gone = ""] = names;
  const stray = `${FOLDER}/20261101_000000.csv.bak`;
  await store.remove([gone]);
  await store.putNew(stray, new Uint8Array(7));
  assert.equal(await sizes([...names, stray]), [2202]);
  await store.putNew(gone, new Uint8Array(10));
  await store.replace(stray, new Uint8Array(9));
  assert.equal(await sizes([...names, stray]), [2214]);
});

test("fileSizes() does without its note where that is damaged, and makes none of few files", async () => {
  const { store, names, looked, sizes } = await many();
  assert.equal(await sizes(names.slice(0, 9)), [54]);
  assert.is(await store.head("cache/sizes.json"), undefined);
  await sizes(names);
  await store.replace("cache/sizes.json", new TextEncoder().encode('{"schema_version":1,"bytes":{"a":'));
  assert.equal(await sizes(names), [2205]);
  assert.is(looked.length, names.length);
});

test.run();
