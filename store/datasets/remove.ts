import { folderOf, isBodyName, isQuarantined, manifestName, tableName } from "../layout.ts";
import type { Version } from "../version.ts";
import type { LockedFolder } from "./data_folder.ts";
import { appendEvent, type Inventory } from "./inventory.ts";

/** What goes at once, none of it without the rest. */
export type Removal = {
  /** Versions, by the folders of their datasets: they no longer count. */
  readonly versions: readonly { readonly folder: string; readonly versions: readonly Version[] }[];
  /** Snapshots that stay without their bodies or quarantined rows, by the folder of what they are without. */
  readonly without?: readonly { readonly folder: string; readonly versions: readonly Version[] }[];
  /** The names of the bodies and quarantined rows that go. */
  readonly files?: readonly string[];
};

/**
 * Removes versions, bodies and quarantined rows: first from the inventory, so that none of them counts any more, then
 * their files. A run that is cut off between the two leaves files that the next run removes.
 *
 * @returns the inventory without them
 * @throws {Failure} `permission` or `io` when a file cannot be removed, `locked` when the lock was lost; what was
 * removed before stays so
 *
 * @example
 * ```ts
 * await removeVersions(held, inventory, { versions: [{ folder: "data_merged", versions: [version] }] });
 * ```
 */
export async function removeVersions(
  held: LockedFolder,
  inventory: Inventory,
  { versions, without = [], files = [] }: Removal,
): Promise<Inventory> {
  const some = (all: Removal["versions"]) =>
    all
      .filter(({ versions }) => versions.length > 0)
      .map(({ folder, versions }) => ({ dataset: folder, versions: [...versions] }));
  const [removed, lost] = [some(versions), some(without)];
  if (removed.length + lost.length + files.length === 0) return inventory;
  const after = await appendEvent(held, inventory, {
    ...(removed.length === 0 ? {} : { removed }),
    ...(lost.length === 0 ? {} : { without: lost }),
    ...(files.length === 0 ? {} : { files: [...files] }),
  });
  await held.objects.remove(decidedFiles(after));
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

/** The files that go with the last event: whoever added it has removed them, or was cut off before that. */
export function decidedFiles({ last }: Pick<Inventory, "last">): string[] {
  const { removed = [], without_csv = [], files = [] } = last ?? {};
  return [
    ...[removed].flat().flatMap(({ dataset, versions }) => filesOf(dataset, versions)),
    ...without_csv.map((version) => tableName(folderOf("snapshots"), version)),
    // An inventory that was changed must not lead to any other file.
    ...files.filter((name) => isBodyName(name) || isQuarantined(name)),
  ];
}

/** All tables first, and then their manifests, as what reads a table expects its manifest. */
export function filesOf(folder: string, versions: readonly Version[]): string[] {
  return [
    ...versions.map((version) => tableName(folder, version)),
    ...versions.map((version) => manifestName(folder, version)),
  ];
}
