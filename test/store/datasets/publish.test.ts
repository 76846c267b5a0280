import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../../errors/mod.ts";
import { publishCurrent, publishTables } from "../../../store/datasets/publish.ts";
import { recover } from "../../../store/datasets/recover.ts";
import {
  CURRENT,
  localStore,
  type ObjectStore,
  readInventory,
  readManifest,
  sha256,
  type Version,
} from "../../../store/mod.ts";
import { memoryStore } from "../../../store/objects/memory/memory_store.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { eachFault } from "../../helpers/faults/each_fault.ts";
import { bytesOf, DETAILS, heldFolder, publish, storeWith } from "../../helpers/folders/held_folder.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";

const VERSION = "20261124_140000" as Version;
const CSV = bytesOf("ides\n20\n");
const tables = ["data_temp_prec_mean", "data_merged"].map((folder) => ({
  folder,
  version: VERSION,
  content: CSV,
  details: DETAILS,
}));
const names = async (objects: ObjectStore) => {
  const all: string[] = [];
  for await (const page of objects.list("")) all.push(...page);
  return all.filter((name) => !name.startsWith("inventory/"));
};

test("publishTables() publishes each table with its manifest, and all of them in one event", async () => {
  const held = heldFolder();
  const manifests = await publishTables(held, tables);
  const inventory = await readInventory(held);
  assert.is(inventory.sequence, 1);
  for (const [i, { folder }] of tables.entries()) {
    const manifest = await readManifest(held, inventory, folder, VERSION);
    assert.equal(manifest, manifests[i]);
    assert.equal([manifest.sha256, manifest.bytes, manifest.sequence], [sha256(CSV), CSV.length, 1]);
    assert.equal((await held.objects.get(`${folder}/${VERSION}.csv`))?.bytes, CSV);
  }
});

test("publishTables() chains each manifest to the inventory before it", async () => {
  const held = heldFolder();
  await publish(held, "data_merged", "20261124_130000");
  const { chain } = await readInventory(held);
  const [manifest] = await publishTables(held, tables);
  assert.equal([manifest?.previous, manifest?.sequence], [chain, 2]);
});

test("publishTables() publishes a table that is written to a path, by its hash", async () => {
  const held = heldFolder();
  const folder = "data_municipio_x_hora/month=2026-11";
  const { writeFile } = await import("node:fs/promises");
  const content = (path: string) => writeFile(path, "PAR1");
  const [manifest] = await publishTables(held, [{ folder, version: VERSION, content, details: DETAILS }]);
  assert.equal([manifest?.sha256, manifest?.file], [sha256(bytesOf("PAR1")), `${VERSION}.parquet`]);
});

test("publishTables() publishes nothing when a name is taken, and leaves what has it as it is", async () => {
  for (const name of [`data_merged/${VERSION}.csv`, `data_merged/${VERSION}.manifest.json`]) {
    const held = heldFolder();
    await held.objects.putNew(name, bytesOf("a user's own"));
    await failsWith("io", new RegExp(`"memory:${name}" appeared while this run`), () =>
      publishTables(held, tables),
    );
    assert.equal(await names(held.objects), [name]);
    assert.is((await readInventory(held)).sequence, 0);
    assert.equal((await held.objects.get(name))?.bytes, bytesOf("a user's own"));
  }
});

test("publishTables() publishes nothing when the lock is lost, at whichever question", async () => {
  for (let held_ = 0; held_ < 2; held_++) {
    let asked = 0;
    const objects = memoryStore();
    const assertHeld = async () => {
      if (asked++ >= held_) throw new Failure("locked", "lost");
    };
    await failsWith("locked", /lost/, () => publishTables({ objects, assertHeld }, tables));
    // Whoever has the lock now may be about to make count what is there, so that it is not taken away any more.
    const left = await names(objects);
    assert.equal([(await readInventory({ objects })).sequence, left.length], [0, held_ * 4]);
    const { inventory } = await recover(heldFolder(objects));
    assert.is(inventory.sequence, held_);
    assert.equal(
      (await names(objects)).filter((name) => !left.includes(name)),
      held_ === 0 ? [] : ["data_merged/current.csv"],
    );
  }
});

test("publishTables() takes its files back when another run has written the inventory meanwhile", async () => {
  const objects = memoryStore();
  const rival = heldFolder(objects);
  await publish(rival, "data_merged", "20261124_130000");
  const slow = storeWith(objects, {
    putAllNew: async (some) => {
      await publish(rival, "data_merged", "20261124_133000");
      return await objects.putAllNew(some);
    },
  });
  const [table] = tables;
  await failsWith("locked", /Another run wrote "memory:inventory/, () =>
    publishTables(heldFolder(slow), [table as (typeof tables)[number]]),
  );
  assert.equal(
    (await names(objects)).filter((name) => name.includes(VERSION)),
    [],
  );
});

test("publishTables() leaves what counts in its place although the last call failed", async () => {
  const objects = memoryStore();
  const failing = storeWith(objects, {
    putNew: async (name, bytes) => {
      const isNew = await objects.putNew(name, bytes);
      if (name.startsWith("inventory/")) throw new Failure("io", "the reply was lost");
      return isNew;
    },
  });
  await failsWith("io", /the reply was lost/, () => publishTables(heldFolder(failing), tables));
  assert.is((await readInventory(heldFolder(objects))).sequence, 1);
  assert.is((await names(objects)).length, 4);
});

test("publishTables() publishes all or nothing when any call to the disk fails", async () => {
  const calls = await eachFault(["ENOSPC", "EIO"], ({ files, failed }) =>
    withTemporaryFolder(async (folder) => {
      const outcome = await publishTables(heldFolder(localStore(folder, files)), tables).catch(
        (error: unknown) => error,
      );
      const held = heldFolder(localStore(folder));
      const { sequence } = await readInventory(held);
      const shown = await names(held.objects);
      if (failed() === undefined) return assert.is(shown.length, 4);
      if (outcome instanceof Error) assert.instance(outcome, Failure, failed());
      // What counts is whole; what does not count is gone, unless removing it failed.
      if (sequence === 1) assert.is(shown.length, 4, failed());
      else assert.equal(shown, [], failed());
    }),
  );
  assert.ok(calls.length >= 6, calls.join());
});

test("publishCurrent() publishes the tables, and then the bytes as current.csv", async () => {
  const held = heldFolder();
  await held.objects.replace(CURRENT, bytesOf("old"));
  await publishCurrent(held, tables, CSV);
  assert.equal((await held.objects.get(CURRENT))?.bytes, CSV);
  assert.is((await readInventory(held)).sequence, 1);
});

test("publishCurrent() leaves current.csv as it was when the tables cannot be published", async () => {
  const held = heldFolder();
  await held.objects.replace(CURRENT, bytesOf("old"));
  await held.objects.putNew(`data_merged/${VERSION}.csv`, bytesOf("taken"));
  await failsWith("io", /appeared while/, () => publishCurrent(held, tables, CSV));
  assert.equal((await held.objects.get(CURRENT))?.bytes, bytesOf("old"));
});

test("publishCurrent() in a bucket puts its own in the place of what another program put there meanwhile", async () => {
  const held = heldFolder(storeWith(memoryStore(), { isRemote: true }));
  await held.objects.replace(CURRENT, bytesOf("old"));
  const { get } = held.objects;
  let times = 0;
  const meddled = heldFolder(
    storeWith(held.objects, {
      get: async (name) => {
        const found = await get(name);
        // As soon as this run has seen which one is there, another one is.
        if (name === CURRENT && times++ === 0) await held.objects.replace(CURRENT, bytesOf("another's"));
        return found;
      },
    }),
  );
  await publishCurrent(meddled, tables, CSV);
  assert.equal((await held.objects.get(CURRENT))?.bytes, CSV);
});

test.run();
