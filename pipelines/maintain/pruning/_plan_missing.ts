import {
  type DataFolder,
  filesOf,
  folderOf,
  type Inventory,
  missingNames,
  monthOfFolder,
  PARTITION_MANIFEST,
  parseTableName,
  presentNames,
  readManifest,
  VERSIONED,
  type Version,
} from "../../../store/mod.ts";
import type { PlannedDataset } from "./_prune_rule.ts";
import type { PrunePlan } from "./prune_plan.ts";

/** Accepts the loss of what is gone: versions of which a file is missing, and snapshots that were only in those. */
export async function planMissing(data: DataFolder, inventory: Inventory): Promise<PrunePlan> {
  const snapshotFolder = folderOf("snapshots");
  const lost = new Map<string, Set<Version>>();
  const lose = (folder: string, version: Version) =>
    lost.set(folder, (lost.get(folder) ?? new Set<Version>()).add(version));
  const missing = missingNames(inventory, await presentNames(data)).flatMap(
    (name) => parseTableName(name) ?? [],
  );
  for (const { folder, version } of missing) if (folder !== snapshotFolder) lose(folder, version);

  const inPartitions = new Set<Version>();
  for (const [folder, versions] of inventory.tables) {
    if (monthOfFolder(folder) === undefined) continue;
    for (const version of versions.keys()) {
      if (lost.get(folder)?.has(version) === true) continue;
      const { snapshots } = await readManifest(data, inventory, folder, version, PARTITION_MANIFEST);
      for (const snapshot of snapshots) inPartitions.add(snapshot.version);
    }
  }
  const withoutCsv: Version[] = [];
  for (const { folder, version, is } of missing) {
    if (folder !== snapshotFolder) continue;
    if (is === "table" && inPartitions.has(version)) withoutCsv.push(version);
    else lose(folder, version);
  }
  for (const version of inventory.withoutCsv) {
    const counts = inventory.tables.get(snapshotFolder)?.has(version) === true;
    if (counts && !inPartitions.has(version)) lose(snapshotFolder, version);
  }
  const datasets = [...inventory.tables].map(([folder, versions]): PlannedDataset => {
    const remove = [...(lost.get(folder) ?? [])].sort();
    const gone = new Set(remove);
    return {
      name: VERSIONED.find((name) => folderOf(name) === folder) ?? "months",
      dataset: folder,
      remove,
      files: filesOf(folder, remove),
      kept: [...versions.keys()]
        .filter((version) => !gone.has(version))
        .reverse()
        .map((version) => ({ name: version, reasons: ["not missing"] })),
    };
  });
  const removals = [...lost].map(([folder, versions]) => ({
    versions: [{ folder, versions: [...versions].sort() }],
  }));
  return { datasets, removals, withoutCsv };
}
