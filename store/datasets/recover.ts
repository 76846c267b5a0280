import { Failure } from "../../errors/mod.ts";
import {
  CURRENT,
  folderOf,
  INVENTORY_FOLDER,
  parseTableName,
  tableName,
  WRITTEN_FOLDERS,
} from "../layout.ts";
import { ANY_MANIFEST, jsonOf, type Manifest, parsed } from "../manifests/mod.ts";
import { sha256 } from "../sha256.ts";
import type { DataFolder, LockedFolder } from "./data_folder.ts";
import { appendEvent, type Inventory, readInventory } from "./inventory.ts";
import { namesBelow } from "./names_below.ts";
import { readChecked } from "./read_checked.ts";
import { readManifest } from "./read_manifest.ts";
import { decidedFiles, filesOf } from "./remove.ts";

/** What a run found when it began. */
export type Recovery = {
  /** What counts from here on. */
  readonly inventory: Inventory;
  /** Whether nothing was ever published here: the first run of all, or a disk that is not mounted. */
  readonly isNew: boolean;
  /** Unfinished files that were removed. */
  readonly swept: number;
  /** Events that a run, or the loss of the inventory's end, had left out of it. */
  readonly adopted: number;
  /** Files that should be there and are not. */
  readonly missing: readonly string[];
};

/**
 * Finishes or undoes what runs that were cut off have left: removes their unfinished files, removes files whose removal
 * they had decided, makes tables count that were written whole but for that, and gives the newest merged table its
 * place as `current.csv`. It removes no table that it does not know to be unfinished.
 *
 * @throws {Failure} `contract` when the inventory was lost or changed, `config` when a folder leads outside of the data
 * folder, `io` when something cannot be read or written
 *
 * @example
 * ```ts
 * await withLock(data, "ingest", (held) => recover(held)); // { inventory, isNew: false, swept: 0, adopted: 0, missing: [] }
 * ```
 */
export async function recover(held: LockedFolder): Promise<Recovery> {
  const { objects } = held;
  const swept = await objects.sweep([...WRITTEN_FOLDERS, ""]);
  const before = await readInventory(held);
  const names = await presentNames(held);

  const decided = decidedFiles(before).filter((name) => names.has(name));
  await objects.remove(decided);
  for (const name of decided) names.delete(name);

  const expected = new Set(expectedNames(before));
  // Whatever is adopted is there: what is missing is missing from what the inventory had before.
  const missing = [...expected].filter((name) => !names.has(name)).sort();
  const strangers = [...names].filter((name) => !expected.has(name));
  const { inventory, undone } = await adopt(held, before, strangers);
  if (inventory.sequence > 0) await finishCurrent(held, inventory, names);
  return {
    inventory,
    isNew: inventory.sequence === 0,
    swept: swept + decided.length + undone,
    adopted: inventory.sequence - before.sequence,
    missing,
  };
}

/** The names of all files in the folders of published data. */
export async function presentNames({ objects }: DataFolder): Promise<Set<string>> {
  const folders = WRITTEN_FOLDERS.filter((prefix) => prefix !== INVENTORY_FOLDER);
  if (objects.isRemote === true) {
    const all = await namesBelow(objects, "");
    return new Set(all.filter((name) => folders.some((prefix) => name.startsWith(prefix))));
  }
  const names = new Set<string>();
  for (const prefix of folders) {
    for (const name of await namesBelow(objects, prefix)) names.add(name);
  }
  return names;
}

/** The files that the inventory says must be there, and are not among these names. */
export function missingNames(
  inventory: Pick<Inventory, "tables" | "withoutCsv">,
  names: ReadonlySet<string>,
): string[] {
  return expectedNames(inventory)
    .filter((name) => !names.has(name))
    .sort();
}

/** The files that the inventory says must be there: each table but the CSVs that were removed, and each manifest. */
function expectedNames({ tables, withoutCsv }: Pick<Inventory, "tables" | "withoutCsv">): string[] {
  return [...tables].flatMap(([folder, versions]) => {
    const all = filesOf(folder, [...versions.keys()]);
    if (folder !== folderOf("snapshots") || withoutCsv.size === 0) return all;
    const removed = new Set([...withoutCsv].map((version) => tableName(folder, version)));
    return all.filter((name) => !removed.has(name));
  });
}

/**
 * Adds events to the inventory that its end does not have, but whose manifests follow it: the one that a run was
 * about to add when it was cut off, and any that were lost with the inventory's last segment. What such an event
 * would publish and is not whole is removed.
 */
async function adopt(
  held: LockedFolder,
  before: Inventory,
  strangers: readonly string[],
): Promise<{ readonly inventory: Inventory; readonly undone: number }> {
  const { objects } = held;
  const strays: { readonly name: string; readonly hash: string; readonly manifest: Manifest }[] = [];
  for (const name of strangers) {
    const { folder, version, is } = parseTableName(name) ?? {};
    if (is !== "manifest" || folder === undefined || version === undefined) continue;
    const manifest = await strayManifest(held, name);
    if (manifest?.dataset === folder && manifest.version === version) strays.push({ name, ...manifest.read });
  }

  let inventory = before;
  let undone = 0;
  for (;;) {
    const next = strays.filter(
      ({ manifest: { sequence, previous } }) =>
        sequence === inventory.sequence + 1 && previous === inventory.chain,
    );
    if (next.length === 0) break;
    const whole: typeof next = [];
    for (const stray of next) {
      const { dataset, version, sha256: hash } = stray.manifest;
      const digest = await objects.digest(tableName(dataset, version));
      if (digest?.sha256 === hash) whole.push(stray);
      else {
        await objects.remove([stray.name]);
        undone++;
      }
    }
    if (whole.length === 0) break;
    const published = whole.map(({ hash, manifest: { dataset, version, backfilled } }) => ({
      dataset,
      version,
      manifest: hash,
      ...(backfilled && { backfilled }),
    }));
    inventory = await appendEvent(held, inventory, { published });
  }
  if (inventory.sequence === 0 && strays.length > undone) throw lost(held);
  return { inventory, undone };
}

async function strayManifest(
  { objects }: LockedFolder,
  name: string,
): Promise<{ dataset: string; version: string; read: { hash: string; manifest: Manifest } } | undefined> {
  const found = await objects.get(name);
  if (found === undefined) return undefined;
  const where = objects.where(name);
  try {
    const manifest = parsed(ANY_MANIFEST, jsonOf(found.bytes, "The manifest", where), "The manifest", where);
    const { dataset, version } = manifest;
    return { dataset, version, read: { hash: sha256(found.bytes), manifest } };
  } catch (error) {
    // One that is damaged follows nothing; "verify" names it.
    if (error instanceof Failure && error.kind === "contract") return undefined;
    throw error;
  }
}

function lost({ objects }: LockedFolder): Failure {
  const message = `"${objects.where(INVENTORY_FOLDER)}", the inventory of what was published in "${objects.place}", is missing. Restore it from a backup.`;
  return new Failure("contract", message);
}

/**
 * Gives the newest merged table its place as `current.csv`: the last step of a merge that was cut off before it. Where it cannot, it is for the next merge to say why, and
 * for "verify" to name what is wrong.
 */
export async function finishCurrent(
  held: LockedFolder,
  inventory: Inventory,
  names: ReadonlySet<string>,
): Promise<void> {
  const { objects } = held;
  const folder = folderOf("merged");
  const newest = [...(inventory.tables.get(folder)?.keys() ?? [])].at(-1);
  if (newest === undefined || !names.has(tableName(folder, newest))) return;
  try {
    const { bytes, sha256: hash } = await readManifest(held, inventory, folder, newest);
    const current = await objects.get(CURRENT);
    if (current !== undefined && sha256(current.bytes) === hash) return;
    const csv = await readChecked(held, { name: tableName(folder, newest), bytes, sha256: hash });
    await held.assertHeld();
    // Whoever replaced it meanwhile has taken over the lock, and knows what is newest.
    if (current === undefined) await objects.putNew(CURRENT, csv);
    else await objects.replace(CURRENT, csv, { expected: current.tag });
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === "locked") throw error;
  }
}
