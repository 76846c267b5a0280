import { test } from "uvu";
import * as assert from "uvu/assert";
import { MERGE_MANIFEST, readInventory, readManifest, sha256, type Version } from "../../../store/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { bytesOf, heldFolder, publish } from "../../helpers/folders/held_folder.ts";

const VERSION = "20261124_140000" as Version;

test("readManifest() gives the manifest that the inventory names", async () => {
  const held = heldFolder();
  await publish(held, "data_merged", VERSION);
  const { dataset, version, rows } = await readManifest(
    held,
    await readInventory(held),
    "data_merged",
    VERSION,
  );
  assert.equal([dataset, version, rows], ["data_merged", VERSION, 1]);
});

test("readManifest() refuses one that is missing, or was edited in any way", async () => {
  const held = heldFolder();
  const [, name] = await publish(held, "data_merged", VERSION);
  const inventory = await readInventory(held);
  const text = new TextDecoder().decode((await held.objects.get(name))?.bytes);
  for (const edited of [text.replace('"rows": 1', '"rows": 2'), `${text} `, "{}", ""]) {
    await held.objects.replace(name, bytesOf(edited));
    await failsWith(
      "contract",
      /"memory:data_merged\/20261124_140000\.manifest\.json" was changed since it was written/,
      () => readManifest(held, inventory, "data_merged", VERSION),
    );
  }
  await held.objects.remove([name]);
  await failsWith(
    "contract",
    /\.manifest\.json" is missing, although it was published and never removed/,
    () => readManifest(held, inventory, "data_merged", VERSION),
  );
});

test("readManifest() lets a manifest lead to no other file, even where the inventory was edited with it", async () => {
  const held = heldFolder();
  const [, name] = await publish(held, "data_merged", VERSION);
  const text = new TextDecoder().decode((await held.objects.get(name))?.bytes);
  for (const [from, to] of [
    ['"dataset": "data_merged"', '"dataset": "raw"'],
    [`"version": "${VERSION}"`, '"version": "20261124_150000"'],
    [`"file": "${VERSION}.csv"`, '"file": "../data_folder.json"'],
  ] as const) {
    const edited = bytesOf(text.replace(from, to));
    await held.objects.replace(name, edited);
    const tables = new Map([["data_merged", new Map([[VERSION, sha256(edited)]])]]);
    await failsWith("contract", /it describes another file/, () =>
      readManifest(held, { tables }, "data_merged", VERSION),
    );
  }
});

test("readManifest() asks for the details of its kind", async () => {
  const held = heldFolder();
  await publish(held, "data_merged", VERSION);
  const inventory = await readInventory(held);
  await failsWith("contract", /"feed" is missing or wrong/, () =>
    readManifest(held, inventory, "data_merged", VERSION, MERGE_MANIFEST),
  );
});

test.run();
