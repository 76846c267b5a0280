import { manifestName, tableName } from "../layout.ts";
import type { Version } from "../version.ts";
import type { LockedFolder } from "./data_folder.ts";
import { appendEvent, type Inventory } from "./inventory.ts";

/**
 * Removes versions of a dataset: first from the inventory, so that none of them counts any more, then their files. A
 * run that is cut off between the two leaves files that the next run removes.
 *
 * @param folder of the dataset
 * @returns the inventory without them
 * @throws {Failure} `permission` or `io` when a file cannot be removed, `locked` when the lock was lost; what was
 * removed before stays so
 *
 * @example
 * ```ts
 * await removeVersions(held, inventory, "data_merged", [version]);
 * ```
 */
export async function removeVersions(
  held: LockedFolder,
  inventory: Inventory,
  folder: string,
  versions: readonly Version[],
): Promise<Inventory> {
  if (versions.length === 0) return inventory;
  const after = await appendEvent(held, inventory, { removed: { dataset: folder, versions: [...versions] } });
  await held.objects.remove(filesOf(folder, versions));
  return after;
}

/**
 * Removes the CSVs of snapshots whose rows are in a partition file. Their manifests stay: they say what each ingest
 * took in.
 *
 * @param folder of the snapshots
 * @throws {Failure} as {@linkcode removeVersions}
 */
export async function removeCsvs(
  held: LockedFolder,
  inventory: Inventory,
  folder: string,
  versions: readonly Version[],
): Promise<Inventory> {
  if (versions.length === 0) return inventory;
  const after = await appendEvent(held, inventory, { without_csv: [...versions] });
  await held.objects.remove(versions.map((version) => tableName(folder, version)));
  return after;
}

/** All tables first, and then their manifests, as what reads a table expects its manifest. */
export function filesOf(folder: string, versions: readonly Version[]): string[] {
  return [
    ...versions.map((version) => tableName(folder, version)),
    ...versions.map((version) => manifestName(folder, version)),
  ];
}
