import { test } from "uvu";
import * as assert from "uvu/assert";
import { allocateVersion } from "../../../store/datasets/allocate_version.ts";
import { readInventory, removeVersions, type Version, versionAt } from "../../../store/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { bytesOf, heldFolder, publish } from "../../helpers/folders/held_folder.ts";

const NOW = new Date("2026-11-24T23:59:59.500Z");
const later = (second: number) => versionAt(new Date(NOW.getTime() + second * 1000));

test("allocateVersion() is the moment's second in a folder that is empty", async () => {
  const held = heldFolder();
  assert.is(await allocateVersion(held, await readInventory(held), ["data_merged"], NOW), "20261124_235959");
});

test("allocateVersion() gives runs in the same second versions of their own", async () => {
  const held = heldFolder();
  for (const expected of ["20261124_235959", "20261125_000000", "20261125_000001"]) {
    const version = await allocateVersion(held, await readInventory(held), ["data_merged"], NOW);
    assert.is(version, expected);
    await publish(held, "data_merged", version);
  }
});

test("allocateVersion() passes over what any of the folders has, also half of a version", async () => {
  for (const ending of ["csv", "manifest.json"]) {
    const held = heldFolder();
    await held.objects.putNew(`data_merged/20261124_235959.${ending}`, bytesOf(""));
    await held.objects.putNew(`data_temp_prec_mean/20261125_000000.csv`, bytesOf(""));
    const folders = ["data_temp_prec_mean", "data_merged"];
    assert.is(
      await allocateVersion(held, await readInventory(held), folders, NOW),
      "20261125_000001",
      ending,
    );
  }
});

test("allocateVersion() passes over a published version whose files are gone", async () => {
  const held = heldFolder();
  const files = await publish(held, "data_merged", "20261124_235959");
  await held.objects.remove(files);
  assert.is(await allocateVersion(held, await readInventory(held), ["data_merged"], NOW), "20261125_000000");
  const version = "20261124_235959" as Version;
  const inventory = await removeVersions(held, await readInventory(held), {
    versions: [{ folder: "data_merged", versions: [version] }],
  });
  assert.is(await allocateVersion(held, inventory, ["data_merged"], NOW), version);
});

test("allocateVersion() gives up after an hour of taken versions", async () => {
  const taken = new Map(Array.from({ length: 3600 }, (_, second) => [later(second), ""] as const));
  const tables = new Map([["data_merged", taken]]);
  const message =
    /^All versions for an hour from "20261124_235959" are taken in "memory:data_merged"\. Check the clock\.$/;
  await failsWith("cannot-create", message, () =>
    allocateVersion(heldFolder(), { tables }, ["data_merged"], NOW),
  );
  taken.delete(later(3599));
  assert.is(await allocateVersion(heldFolder(), { tables }, ["data_merged"], NOW), later(3599));
});

test.run();
