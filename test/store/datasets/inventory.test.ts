import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  appendEvent,
  changedSegment,
  eventsSince,
  foldInventory,
  readInventory,
} from "../../../store/datasets/inventory.ts";
import { versionsOf } from "../../../store/datasets/versions.ts";
import { inventoryName } from "../../../store/layout.ts";
import { localStore, type Version, versionAt } from "../../../store/mod.ts";
import { memoryStore } from "../../../store/objects/memory/memory_store.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { bytesOf, heldFolder, publish } from "../../helpers/folders/held_folder.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";

const MERGED = "data_merged";
const version = (second: number) => versionAt(new Date(Date.UTC(2026, 10, 24, 0, 0, second)));
const table = (second: number) => ({ dataset: MERGED, version: version(second), manifest: `hash ${second}` });

/** A folder with one event for each of some seconds. */
async function filled(seconds: number, objects = memoryStore()) {
  const held = heldFolder(objects);
  let inventory = await readInventory(held);
  for (let second = 0; second < seconds; second++)
    inventory = await appendEvent(held, inventory, { published: [table(second)] });
  return { held, inventory };
}

test("readInventory() of a folder in which nothing was published has nothing in it", async () => {
  const inventory = await readInventory(heldFolder());
  assert.equal([inventory.sequence, inventory.tables.size], [0, 0]);
});

test("readInventory() gives back what appendEvent() added, in its order, across segments", async () => {
  const { held, inventory } = await filled(600);
  const again = await readInventory(held);
  assert.equal(again, inventory);
  assert.is(again.sequence, 600);
  assert.equal(
    [...(again.tables.get(MERGED)?.keys() ?? [])],
    Array.from({ length: 600 }, (_, i) => version(i)),
  );
  assert.ok((await held.objects.head(inventoryName(3))) !== undefined, "it has several segments");
});

test("appendEvent() orders versions by their publication, whatever the clock said", async () => {
  const held = heldFolder();
  for (const name of ["20271124_000000", "20261124_140000", "20261124_130000"])
    await publish(held, MERGED, name);
  const inventory = await readInventory(held);
  assert.equal(versionsOf(inventory, "merged", new Date("2026-11-24T15:00:00Z")), {
    versions: ["20261124_130000", "20261124_140000"],
    future: ["20271124_000000"],
  });
});

test("appendEvent() lets one alone of many that know the same inventory add to it", async () => {
  for (const before of [0, 3]) {
    await withTemporaryFolder(async (folder) => {
      for (const objects of [memoryStore(), localStore(folder)]) {
        const { held, inventory } = await filled(before, objects);
        const added = await Promise.allSettled(
          Array.from({ length: 16 }, (_, i) => appendEvent(held, inventory, { published: [table(100 + i)] })),
        );
        assert.is(added.filter(({ status }) => status === "fulfilled").length, 1);
        const reasons = added.flatMap((each) => (each.status === "rejected" ? [each.reason.kind] : []));
        assert.equal(new Set(reasons), new Set(["locked"]));
        assert.is((await readInventory(held)).sequence, before + 1);
      }
    });
  }
});

test("appendEvent() asks whether the lock is still held", async () => {
  const held = { ...heldFolder(), assertHeld: async () => Promise.reject(new Error("lost")) };
  const inventory = await readInventory(held);
  await appendEvent(held, inventory, { published: [table(1)] }).then(
    () => assert.unreachable(),
    (error: Error) => assert.is(error.message, "lost"),
  );
  assert.is((await readInventory(held)).sequence, 0);
});

test("appendEvent() takes removed versions and CSVs out of what counts", async () => {
  const { held, inventory } = await filled(3);
  const versions = [version(0), version(1)];
  const removed = await appendEvent(held, inventory, { removed: { dataset: MERGED, versions } });
  const after = await appendEvent(held, removed, { without_csv: [version(2)] });
  assert.equal([...(after.tables.get(MERGED)?.keys() ?? [])], [version(2)]);
  assert.equal(after.withoutCsv, new Set([version(2)]));
  assert.equal(await readInventory(held), after);
});

test("readInventory() names a segment that is missing", async () => {
  for (const lost of [1, 2]) {
    const { held } = await filled(600);
    await held.objects.remove([inventoryName(lost)]);
    await failsWith("contract", new RegExp(`"memory:inventory/0000000${lost}\\.json" is missing`), () =>
      readInventory(held),
    );
  }
});

test("readInventory() refuses a segment that is damaged, of another schema, or does not follow", async () => {
  const { held } = await filled(600);
  const whole = new TextDecoder().decode((await held.objects.get(inventoryName(2)))?.bytes);
  const others: readonly [string, RegExp][] = [
    [whole.slice(0, 200), /it is not JSON/],
    [whole.replace('"schema_version": 1', '"schema_version": 7'), /has schema_version 7/],
    [whole.replace('"sequence":256,', '"sequence":255,'), /does not follow the one before it/],
    [whole.replace('"sequence":300,', '"sequence":301,'), /event 300 is not in its place/],
    [whole.replace("20261124", "current_"), /"events\.0\.published\.0\.version" is missing or wrong/],
  ];
  for (const [text, message] of others) {
    await held.objects.replace(inventoryName(2), bytesOf(text));
    await failsWith("contract", message, () => readInventory(held));
  }
});

test("changedSegment() finds an event that was edited, though it is in its place", async () => {
  const { held } = await filled(300);
  assert.is(await changedSegment(held), undefined);
  const whole = new TextDecoder().decode((await held.objects.get(inventoryName(2)))?.bytes);
  await held.objects.replace(inventoryName(2), bytesOf(whole.replace("hash 270", "hash 271")));
  assert.is(await changedSegment(held), inventoryName(2));
});

test("foldInventory() keeps all that counts, and leaves segments behind once most of it does not", async () => {
  const { held, inventory } = await filled(600);
  const versions = Array.from({ length: 590 }, (_, i) => version(i));
  const after = await appendEvent(held, inventory, { removed: { dataset: MERGED, versions } });
  await foldInventory(held, after);
  const folded = await readInventory(held);
  assert.equal([folded.sequence, folded.chain], [after.sequence, after.chain]);
  assert.equal([...folded.tables], [...after.tables]);
  assert.is(await held.objects.head(inventoryName(1)), undefined);
  const next = await appendEvent(held, folded, { published: [table(9_999)] });
  assert.equal(await readInventory(held), next);
  assert.is(await changedSegment(held), undefined);
});

test("foldInventory() leaves an inventory as it is that another run has written since", async () => {
  const { held, inventory } = await filled(600);
  const versions = Array.from({ length: 590 }, (_, i) => version(i));
  const after = await appendEvent(held, inventory, { removed: { dataset: MERGED, versions } });
  const others = await appendEvent(held, after, { published: [table(9_999)] });
  await foldInventory(held, after);
  assert.equal(await readInventory(held), others);
});

test("eventsSince() gives the hash up to an event and the events after it, or nothing where they were folded", async () => {
  const { held, inventory } = await filled(600);
  const since = await eventsSince(held, 590);
  assert.equal(
    since?.events.map(({ sequence }) => sequence),
    [591, 592, 593, 594, 595, 596, 597, 598, 599, 600],
  );
  assert.equal(await eventsSince(held, 600), { chain: inventory.chain, events: [] });
  assert.is(await eventsSince(held, 601), undefined);
  const versions = Array.from({ length: 590 }, (_, i) => version(i));
  const after = await appendEvent(held, inventory, { removed: { dataset: MERGED, versions } });
  await foldInventory(held, after);
  assert.equal(await eventsSince(held, after.sequence), { chain: after.chain, events: [] });
  assert.is(await eventsSince(held, 590), undefined);
});

test("foldInventory() leaves an inventory as it is of which most counts", async () => {
  const { held, inventory } = await filled(600);
  await foldInventory(held, inventory);
  assert.equal(await readInventory(held), inventory);
  assert.ok((await held.objects.head(inventoryName(1))) !== undefined);
});

test("readInventory() reads on where a fold was cut off before it removed the old segments", async () => {
  const { held, inventory } = await filled(600);
  const versions = Array.from({ length: 590 }, (_, i) => version(i) as Version);
  const after = await appendEvent(held, inventory, { removed: { dataset: MERGED, versions } });
  await foldInventory({ ...held, objects: { ...held.objects, remove: async () => undefined } }, after);
  assert.ok((await held.objects.head(inventoryName(1))) !== undefined);
  assert.equal([...(await readInventory(held)).tables], [...after.tables]);
});

test.run();
