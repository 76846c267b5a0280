import { utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkedPaths, readChecked } from "../../../store/datasets/read_checked.ts";
import { CHECKED, localStore, type ObjectStore, sha256 } from "../../../store/mod.ts";
import { memoryStore } from "../../../store/objects/memory/memory_store.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { bytesOf, heldFolder, storeWith } from "../../helpers/folders/held_folder.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";

const TEXT = "ides\n20\n";
const FILE = { name: "data_merged/20261124_140000.csv", sha256: sha256(bytesOf(TEXT)), bytes: TEXT.length };

/** Counts how often a file is read to its end. */
function counting(objects: ObjectStore): { readonly objects: ObjectStore; readonly read: () => number } {
  let read = 0;
  const digest: ObjectStore["digest"] = async (name) => {
    read++;
    return await objects.digest(name);
  };
  return { objects: storeWith(objects, { digest }), read: () => read };
}

test("readChecked() gives the bytes of a file that is what its manifest says", async () => {
  const held = heldFolder();
  await held.objects.putNew(FILE.name, bytesOf(TEXT));
  assert.equal(await readChecked(held, FILE), bytesOf(TEXT));
});

test("readChecked() and checkedPaths() refuse a file that is missing, cut short or changed, and name it", async () => {
  const cases: readonly [string | undefined, RegExp][] = [
    [undefined, /^"memory:data_merged\/20261124_140000\.csv" is missing, although it was published/],
    ["ides\n", /was changed since it was published: only 5 of its 8 bytes are left\. Restore it/],
    ["ides\n21\n", /was changed since it was published: its bytes differ\. Restore it/],
    ["", /only 0 of its 8 bytes are left/],
  ];
  for (const [text, message] of cases) {
    const held = heldFolder();
    if (text !== undefined) await held.objects.putNew(FILE.name, bytesOf(text));
    await failsWith("contract", message, () => readChecked(held, FILE));
    await failsWith("contract", message, () => checkedPaths(held, [FILE]));
  }
});

test("checkedPaths() reads a file once, as long as it looks the same from outside", async () => {
  await withTemporaryFolder(async (folder) => {
    const { objects, read } = counting(localStore(folder));
    await objects.putNew(FILE.name, bytesOf(TEXT));
    const path = join(folder, FILE.name);
    // As old as a file is when it is asked for by another run.
    await utimes(path, new Date("2026-01-01"), new Date("2026-01-01"));
    for (let run = 0; run < 3; run++) assert.equal(await checkedPaths(heldFolder(objects), [FILE]), [path]);
    assert.is(read(), 1);
    await writeFile(path, "ides\n99\n");
    await utimes(path, new Date("2026-01-01"), new Date("2026-01-01"));
    await failsWith("contract", /its bytes differ/, () => checkedPaths(heldFolder(objects), [FILE]));
  });
});

test("checkedPaths() reads a file again that was written a moment ago", async () => {
  await withTemporaryFolder(async (folder) => {
    const { objects, read } = counting(localStore(folder));
    await objects.putNew(FILE.name, bytesOf(TEXT));
    for (let run = 0; run < 2; run++) await checkedPaths(heldFolder(objects), [FILE]);
    assert.is(read(), 2);
  });
});

test("checkedPaths() reads a file again whose manifest says another hash than was found", async () => {
  const clock = () => new Date("2026-01-01");
  const held = heldFolder(memoryStore({ clock }));
  await held.objects.putNew(FILE.name, bytesOf(TEXT));
  await checkedPaths(held, [FILE]);
  await failsWith("contract", /its bytes differ/, () => checkedPaths(held, [{ ...FILE, sha256: "ab" }]));
});

test("checkedPaths() does without what it remembers where that is damaged or cannot be written", async () => {
  const clock = () => new Date("2026-01-01");
  for (const text of ["", "{", '{"schema_version":9}', '{"schema_version":1,"files":{"a":1}}', "[]"]) {
    const held = heldFolder(memoryStore({ clock }));
    await held.objects.putNew(FILE.name, bytesOf(TEXT));
    await held.objects.putNew(CHECKED, bytesOf(text));
    assert.is((await checkedPaths(held, [FILE])).length, 1, text);
  }
});

test.run();
