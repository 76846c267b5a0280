import { rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  INPUTS,
  listPartitions,
  listSnapshots,
  manifestName,
  partitionFolder,
  publishTables,
  readInventory,
  removeCsvs,
  sha256,
  snapshotInputs,
  type Version,
} from "../../../store/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withDataFolder } from "../../helpers/folders/data_folder.ts";
import { bytesOf, DETAILS, heldFolder, publish } from "../../helpers/folders/held_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { publishMany } from "../../helpers/folders/publish_csv.ts";
import { snapshotAt } from "../../helpers/folders/snapshot_at.ts";

const [FIRST, SECOND, THIRD] = ["20261031_220000", "20261031_230000", "20261101_000000"] as Version[];
const SNAPSHOTS = "data_municipio_x_hora";
const NOW = new Date("2026-11-24T00:00:00Z");

/** A folder with these CSVs and partition files, by their versions. */
async function folderOf(
  csvs: readonly string[],
  partitions: Readonly<Record<string, readonly string[]>>,
  folder: string = partitionFolder("2026-10"),
) {
  const held = heldFolder();
  for (const version of csvs) await publish(held, SNAPSHOTS, version);
  for (const [version, some] of Object.entries(partitions)) {
    const snapshots = some.map((version) => ({
      version: version as Version,
      sha256: "ab",
      bytes: 1,
      rows: 1,
      model_run: "2026-10-31T00:00:00",
      values_out_of_range: 0,
    }));
    const details = { ...DETAILS, month: "2026-10", snapshots };
    await publishTables(held, [{ folder, version: version as Version, content: bytesOf("PAR1"), details }]);
  }
  return held;
}

/** What is listed: "version csv" or "version <partition file>", and whether there is a CSV, too. */
async function listed(...given: Parameters<typeof folderOf>) {
  const held = await folderOf(...given);
  const { snapshots } = await listSnapshots(held, await readInventory(held), NOW);
  return snapshots.map(
    ({ version, hasCsv, compacted }) =>
      `${version} ${compacted?.partition.manifest.version ?? "csv"}${compacted && hasCsv ? " +" : ""}`,
  );
}

test("listSnapshots() gives snapshots newest first, read from a partition file where one holds them", async () => {
  const partition = "20261101_010000";
  assert.equal(
    await listed([FIRST, SECOND, THIRD] as string[], { [partition]: [FIRST, SECOND] as string[] }),
    [`${THIRD} csv`, `${SECOND} ${partition} +`, `${FIRST} ${partition} +`],
  );
});

test("listSnapshots() reads a snapshot that several partition files hold from the first published", async () => {
  const partitions = { "20261102_000000": [FIRST as string], "20261101_010000": [FIRST as string] };
  assert.equal(await listed([FIRST as string], partitions), [`${FIRST} 20261102_000000 +`]);
});

test("listSnapshots() reads a month that version 0.1.0 compacted, beside the CSVs", async () => {
  const partition = "20261101_010000";
  const old = await listed(
    [FIRST as string],
    { [partition]: [FIRST as string] },
    `${SNAPSHOTS}/month=2026-10`,
  );
  assert.equal(old, [`${FIRST} ${partition} +`]);
});

test("listSnapshots() of a folder without any is empty", async () => {
  assert.equal(await listed([], {}), []);
});

test("listSnapshots() keeps snapshots of the future apart", async () => {
  const held = await folderOf(["20271101_000000", FIRST as string], {});
  const { snapshots, future } = await listSnapshots(held, await readInventory(held), NOW);
  assert.equal(
    [snapshots, future].map((some) => some.map(({ version }) => version)),
    [[FIRST], ["20271101_000000"]],
  );
});

test("listSnapshots() says which snapshot is nowhere when the partition file that held it is gone", async () => {
  const held = await folderOf([FIRST as string], {});
  const inventory = await removeCsvs(held, await readInventory(held), SNAPSHOTS, [FIRST as Version]);
  const message = new RegExp(`^The rows of the snapshot "${FIRST}" are missing from "memory:"`);
  await failsWith("contract", message, () => listSnapshots(held, inventory, NOW));
});

test("listPartitions() refuses a manifest that is missing, was changed, or is another file's", async () => {
  const held = await folderOf([FIRST as string], { "20261101_010000": [FIRST as string] });
  const inventory = await readInventory(held);
  assert.is((await listPartitions(held, inventory)).length, 1);
  const name = manifestName(partitionFolder("2026-10"), "20261101_010000" as Version);
  const whole = new TextDecoder().decode((await held.objects.get(name))?.bytes);
  for (const text of [
    whole.replace('"rows": 1', '"rows": 2'),
    whole.replace(`${FIRST}`, `${SECOND}`),
    "{}",
  ]) {
    await held.objects.replace(name, bytesOf(text));
    await failsWith("contract", /"memory:.+\.manifest\.json" was changed since it was written/, () =>
      listPartitions(held, inventory),
    );
  }
  await held.objects.remove([name]);
  await failsWith("contract", /\.manifest\.json" is missing, although it was published/, () =>
    listPartitions(held, inventory),
  );
});

test("snapshotInputs() takes what a partition file's manifest says of a snapshot", async () => {
  const held = await folderOf([FIRST as string], { "20261101_010000": [FIRST as string] });
  const inventory = await readInventory(held);
  const { snapshots } = await listSnapshots(held, inventory, NOW);
  assert.equal(await snapshotInputs(held, inventory, snapshots), [
    {
      version: FIRST,
      sha256: "ab",
      bytes: 1,
      rows: 1,
      model_run: "2026-10-31T00:00:00",
      values_out_of_range: 0,
    },
  ]);
});

test("snapshotInputs() notes the manifests of many snapshots, and believes no note of another one", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-10-31T00:00:00Z", {});
    await publishMany(folder, "20261101", 260);
    const { data } = placeIn(folder.settings());
    const inventory = await readInventory(data);
    const inputs = async () => {
      const { snapshots } = await listSnapshots(data, inventory, NOW);
      return await snapshotInputs(data, inventory, snapshots);
    };
    const found = await inputs();
    assert.is(found.length, 261);

    // What was noted needs no manifest: that one is missing is for status and verify to say.
    const manifest = `${SNAPSHOTS}/20261101_010000.manifest.json`;
    const text = await folder.read(manifest);
    await rm(join(folder.path, manifest));
    assert.equal(await inputs(), found);
    const note = await folder.read(INPUTS);
    const [entry = "", hash = ""] = /"20261101_010000":\["(\w+)"/.exec(note) ?? [];
    await folder.put(INPUTS, note.replace(entry, entry.replace(hash, sha256(bytesOf("another")))));
    await failsWith("contract", /20261101_010000\.manifest\.json" is missing/, inputs);
    for (const damaged of ["{", "[]", '{"schema_version":1,"snapshots":{"20261101_010000":[1]}}']) {
      await folder.put(INPUTS, damaged);
      await folder.put(manifest, text);
      assert.equal(await inputs(), found, damaged);
    }
  });
});

test.run();
