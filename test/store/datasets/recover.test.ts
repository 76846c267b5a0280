import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  CURRENT,
  inventoryName,
  type LockedFolder,
  missingNames,
  presentNames,
  publishCurrent,
  readInventory,
  recover,
  removeCsvs,
  removeVersions,
  type Version,
} from "../../../store/mod.ts";
import { memoryStore } from "../../../store/objects/memory/memory_store.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { bytesOf, DETAILS, heldFolder, publish, storeWith } from "../../helpers/folders/held_folder.ts";

const MERGED = "data_merged";
const SNAPSHOTS = "data_municipio_x_hora";
const [FIRST, SECOND, THIRD] = ["20261124_130000", "20261124_140000", "20261124_150000"] as Version[];

/** The folder as a process leaves it that is killed when it is about to write a name. */
function killedAt(held: LockedFolder, pattern: RegExp): LockedFolder {
  const { objects } = held;
  const die = (name: string) => {
    if (pattern.test(name)) throw new TypeError("killed");
  };
  return {
    ...held,
    objects: storeWith(objects, {
      putNew: async (name, bytes) => {
        die(name);
        return await objects.putNew(name, bytes);
      },
      putAllNew: async (some) => {
        for (const { name, bytes } of some) {
          die(name);
          if (!(await objects.putNew(name, bytes))) return name;
        }
        return undefined;
      },
      replace: async (name, bytes, { before, ...options } = {}) => {
        await before?.();
        die(name);
        return await objects.replace(name, bytes, options);
      },
      // Who is killed takes nothing back.
      remove: async () => {
        throw new TypeError("killed");
      },
    }),
  };
}
const ignoring = (work: Promise<unknown>) => work.catch(() => undefined);

test("recover() says of a folder in which nothing was published that it is new, and changes nothing", async () => {
  const held = heldFolder();
  const inventory = await readInventory(held);
  assert.equal(await recover(held), { inventory, isNew: true, swept: 0, adopted: 0, missing: [] });
  assert.equal(await presentNames(held), new Set());
});

test("recover() has nothing to do after a run that ended well", async () => {
  const held = heldFolder();
  await publish(held, SNAPSHOTS, FIRST as string);
  const inventory = await readInventory(held);
  assert.equal(await recover(held), { inventory, isNew: false, swept: 0, adopted: 0, missing: [] });
});

test("recover() removes a manifest whose table was never written, and what it says counts for nothing", async () => {
  for (const before of [[], [FIRST as string]]) {
    const held = heldFolder();
    for (const version of before) await publish(held, MERGED, version);
    await ignoring(publish(killedAt(held, /140000\.csv$/), MERGED, SECOND as string));
    assert.ok((await held.objects.head(`${MERGED}/${SECOND}.manifest.json`)) !== undefined);
    assert.is((await recover(held)).swept, 1);
    assert.is(await held.objects.head(`${MERGED}/${SECOND}.manifest.json`), undefined);
    assert.is((await readInventory(held)).sequence, before.length);
  }
});

test("recover() lets a table count that was whole but for its event in the inventory", async () => {
  const held = heldFolder();
  await publish(held, MERGED, FIRST as string);
  await ignoring(publish(killedAt(held, /^inventory/), MERGED, SECOND as string));
  assert.is((await readInventory(held)).sequence, 1);
  assert.is((await recover(held)).adopted, 1);
  assert.equal([...((await readInventory(held)).tables.get(MERGED)?.keys() ?? [])], [FIRST, SECOND]);
});

test("recover() finds all events again that the inventory lost with its end", async () => {
  const held = heldFolder();
  for (const version of [FIRST, SECOND, THIRD]) await publish(held, MERGED, version as string);
  const whole = await readInventory(held);
  await held.objects.remove([inventoryName(1)]);
  assert.is((await recover(held)).adopted, 3);
  assert.equal((await readInventory(held)).chain, whole.chain);
});

test("recover() refuses a folder whose inventory is gone and cannot be found again", async () => {
  const held = heldFolder();
  for (const version of [FIRST, SECOND]) await publish(held, MERGED, version as string);
  await removeVersions(held, await readInventory(held), {
    versions: [{ folder: MERGED, versions: [FIRST as Version] }],
  });
  await held.objects.remove([inventoryName(1)]);
  const message = /^"memory:inventory\/", the inventory of what was published in "memory:", is missing\./;
  await failsWith("contract", message, () => recover(held));
  assert.ok((await held.objects.head(`${MERGED}/${SECOND}.csv`)) !== undefined);
});

test("recover() removes the files of a removal that was cut off, and no others", async () => {
  const held = heldFolder();
  for (const version of [FIRST, SECOND]) await publish(held, MERGED, version as string);
  const dying = killedAt(held, /never/);
  await ignoring(
    removeVersions(dying, await readInventory(held), {
      versions: [{ folder: MERGED, versions: [FIRST as Version] }],
    }),
  );
  assert.ok((await held.objects.head(`${MERGED}/${FIRST}.csv`)) !== undefined);
  assert.is((await recover(held)).swept, 2);
  assert.equal(
    [...(await presentNames(held))].sort(),
    [CURRENT, `${MERGED}/${SECOND}.csv`, `${MERGED}/${SECOND}.manifest.json`].sort(),
  );
});

test("recover() removes the CSVs whose removal was cut off, and leaves their manifests", async () => {
  const held = heldFolder();
  await publish(held, SNAPSHOTS, FIRST as string);
  await ignoring(
    removeCsvs(killedAt(held, /never/), await readInventory(held), SNAPSHOTS, [FIRST as Version]),
  );
  assert.is((await recover(held)).swept, 1);
  assert.equal(await presentNames(held), new Set([`${SNAPSHOTS}/${FIRST}.manifest.json`]));
  assert.equal((await recover(held)).missing, []);
});

test("recover() removes nothing that a user put into the folder", async () => {
  const held = heldFolder();
  await publish(held, MERGED, FIRST as string);
  const own = [
    `${MERGED}/notes.txt`,
    `${MERGED}/${SECOND}.csv`,
    `${MERGED}/${THIRD}.manifest.json`,
    "raw/a.json.gz",
  ];
  for (const name of own) await held.objects.putNew(name, bytesOf("{}"));
  assert.is((await recover(held)).swept, 0);
  for (const name of own) assert.ok((await held.objects.head(name)) !== undefined, name);
});

test("recover() gives the newest merged table its place where a merge was cut off before that", async () => {
  for (const before of [undefined, "old"]) {
    const held = heldFolder();
    if (before !== undefined) await held.objects.replace(CURRENT, bytesOf(before));
    const table = { folder: MERGED, version: FIRST as Version, content: bytesOf("new"), details: DETAILS };
    await ignoring(publishCurrent(killedAt(held, /current\.csv$/), [table], bytesOf("new")));
    assert.is(new TextDecoder().decode((await held.objects.get(CURRENT))?.bytes), before ?? "");
    await recover(held);
    assert.equal((await held.objects.get(CURRENT))?.bytes, bytesOf("new"));
  }
});

test("recover() leaves current.csv where the newest merged table is damaged", async () => {
  const held = heldFolder();
  await publish(held, MERGED, FIRST as string);
  await held.objects.replace(CURRENT, bytesOf("old"));
  for (const name of [`${MERGED}/${FIRST}.csv`, `${MERGED}/${FIRST}.manifest.json`]) {
    await held.objects.replace(name, bytesOf("{}"));
    await recover(held);
    assert.equal((await held.objects.get(CURRENT))?.bytes, bytesOf("old"));
  }
});

test("missingNames() names every published file that is not there, CSVs that were removed apart", async () => {
  const held = heldFolder(memoryStore());
  const files = [
    ...(await publish(held, SNAPSHOTS, FIRST as string)),
    ...(await publish(held, MERGED, SECOND as string)),
  ];
  for (const name of files) {
    const names = await presentNames(held);
    names.delete(name);
    assert.equal(missingNames(await readInventory(held), names), [name]);
  }
  const inventory = await removeCsvs(held, await readInventory(held), SNAPSHOTS, [FIRST as Version]);
  assert.equal(missingNames(inventory, await presentNames(held)), []);
});

test.run();
