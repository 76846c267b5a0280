import { Failure } from "../../errors/mod.ts";
import {
  ANY_MANIFEST,
  CURRENT,
  type DataFolder,
  decidedFiles,
  folderOf,
  type Inventory,
  jsonOf,
  LOCK,
  manifestName,
  parsed,
  parseTableName,
  readManifest,
  sha256,
} from "../../store/mod.ts";
import type { Problem } from "./verify_result.ts";

/**
 * Files that look like published ones and that the inventory does not know. What a run that was cut off left is none:
 * the next one finishes or removes it.
 */
export async function strayFiles(
  data: DataFolder,
  inventory: Inventory,
  names: ReadonlySet<string>,
): Promise<Problem[]> {
  const { objects } = data;
  const decided = new Set(decidedFiles(inventory));
  // A run that was killed leaves its lock behind. Without one, a table that only lacks its event has lost it.
  const isCutOff = (await objects.head(LOCK)) !== undefined;
  const strays: Problem[] = [];
  for (const name of names) {
    const { folder, version, is } = parseTableName(name) ?? {};
    if (folder === undefined || version === undefined || decided.has(name)) continue;
    const isKnown = inventory.tables.get(folder)?.has(version) === true;
    const isRemovedCsv =
      is === "table" && folder === folderOf("snapshots") && inventory.withoutCsv.has(version);
    if (isKnown && !isRemovedCsv) continue;
    if (!isKnown && isCutOff && (await isUnfinished(data, inventory, manifestName(folder, version))))
      continue;
    strays.push({
      path: objects.where(name),
      what: "is not in the inventory, and nothing reads it",
      advice:
        "Move it away; if it belongs here, the end of the inventory is missing: restore the inventory from a backup",
    });
  }
  return strays;
}

/** Whether a manifest follows the inventory's last event, as that of a run that was cut off does. */
async function isUnfinished({ objects }: DataFolder, inventory: Inventory, name: string): Promise<boolean> {
  const manifest = await objects.get(name);
  if (manifest === undefined) return false;
  try {
    const where = objects.where(name);
    const { sequence, previous } = parsed(
      ANY_MANIFEST,
      jsonOf(manifest.bytes, "The manifest", where),
      "The manifest",
      where,
    );
    return sequence === inventory.sequence + 1 && previous === inventory.chain;
  } catch (error) {
    if (error instanceof Failure && error.kind === "contract") return false;
    throw error;
  }
}

/** Whether `current.csv` is the newest merged table; undefined where it is, or there is none yet. */
export async function currentState(
  data: DataFolder,
  inventory: Inventory,
): Promise<{ readonly problem?: Problem; readonly unfinished?: string } | undefined> {
  const { objects } = data;
  const folder = folderOf("merged");
  const [newest, before] = [...(inventory.tables.get(folder)?.keys() ?? [])].reverse();
  if (newest === undefined) return undefined;
  const hashOf = async (version: typeof newest) => {
    try {
      return (await readManifest(data, inventory, folder, version)).sha256;
    } catch (error) {
      // A damaged manifest is a problem of its own.
      if (error instanceof Failure && error.kind === "contract") return undefined;
      throw error;
    }
  };
  const path = objects.where(CURRENT);
  const advice = 'Run "municlima merge", which writes it anew';
  const current = await objects.get(CURRENT);
  const willBeFinished = `"${path}" is not yet the newest merged table, "${newest}": the next run finishes that.`;
  if (current === undefined) {
    // A run that was killed leaves its lock behind.
    if ((await objects.head(LOCK)) !== undefined) return { unfinished: willBeFinished };
    return { problem: { path, what: "is missing", advice } };
  }
  const found = sha256(current.bytes);
  const expected = await hashOf(newest);
  // Where that is not known, nothing says what the file should be.
  if (expected === undefined || found === expected) return undefined;
  if (before !== undefined && found === (await hashOf(before))) return { unfinished: willBeFinished };
  return { problem: { path, what: `is not the newest merged table, "${newest}"`, advice } };
}
