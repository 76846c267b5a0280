import {
  type DataFolder,
  eachOf,
  folderOf,
  type Inventory,
  isBodyName,
  listSnapshots,
  MERGE_MANIFEST,
  missingNames,
  monthOfFolder,
  namesBelow,
  PARTITION_MANIFEST,
  parseTableName,
  presentNames,
  RAW_FOLDER,
  readManifest,
  SNAPSHOT_MANIFEST,
  VERSIONED,
  type Version,
  versionsOf,
  versionTime,
} from "../../store/mod.ts";
import { snapshotsOfHours } from "../merge/snapshots_of_hours.ts";

/** Which versions may go. */
export type PruneRule = {
  /** Of each dataset this many of the newest versions stay, and at least one; undefined where number does not count. */
  readonly keep: number | undefined;
  /** Versions from then on stay; undefined where age does not count. */
  readonly before: Date | undefined;
  /** Whether versions whose time has not come go. */
  readonly future: boolean;
  /** Whether versions go whose files are gone already. */
  readonly missing: boolean;
  /** The hours that the next merge would take, whose snapshots stay. */
  readonly window: number;
};

/** What a prune removes of a dataset: versions, oldest first, or the names of bodies; and how many of them stay. */
export type PrunePlan = {
  readonly tables: readonly {
    /** The dataset's folder. */
    readonly folder: string;
    readonly remove: readonly Version[];
    readonly left: number;
  }[];
  /** Snapshots whose CSV is gone, but whose rows are in a partition file. */
  readonly withoutCsv: readonly Version[];
  readonly bodies: { readonly remove: readonly string[]; readonly left: number };
};

/**
 * Decides what a prune removes. Apart from the rule, these stay: snapshots in a partition file, those that the newest
 * merged table was made of, that table itself and its means, and every body that a remaining snapshot came from.
 *
 * @throws {Failure} `contract` or `io` when a manifest is missing, was changed, or cannot be read
 */
export async function prunePlan(
  data: DataFolder,
  inventory: Inventory,
  rule: PruneRule,
  now: Date,
): Promise<PrunePlan> {
  if (rule.missing) return await missingPlan(data, inventory);
  const stays = await whatStays(data, inventory, rule, now);
  const tables = VERSIONED.map((dataset) => {
    const folder = folderOf(dataset);
    const { versions, future } = versionsOf(inventory, dataset, now);
    const old = versions
      .slice(Math.max(rule.keep ?? 1, 1))
      .filter((version) => rule.before === undefined || versionTime(version) < rule.before);
    const byRule = rule.keep === undefined && rule.before === undefined ? [] : old;
    const remove = [...byRule, ...(rule.future ? future : [])]
      .filter((version) => !stays.has(`${folder}/${version}`))
      .sort();
    return { folder, remove, left: versions.length + future.length - remove.length };
  });
  return { tables, withoutCsv: [], bodies: await bodiesPlan(data, inventory, tables[0]?.remove ?? []) };
}

/** The versions that stay whatever the rule, by folder and version. */
async function whatStays(
  data: DataFolder,
  inventory: Inventory,
  { window }: PruneRule,
  now: Date,
): Promise<ReadonlySet<string>> {
  const [snapshotFolder, meansFolder, mergedFolder] = [
    folderOf("snapshots"),
    folderOf("means"),
    folderOf("merged"),
  ];
  const { snapshots, future } = await listSnapshots(data, inventory, now);
  const kept = new Set(
    [
      ...snapshotsOfHours(snapshots, window),
      ...[...snapshots, ...future].filter(({ compacted }) => compacted !== undefined),
    ].map(({ version }) => `${snapshotFolder}/${version}`),
  );
  // The last to be published is what `current.csv` is, whatever the clock says of its version.
  const lastMerge = [...(inventory.tables.get(mergedFolder)?.keys() ?? [])].at(-1);
  if (lastMerge === undefined) return kept;
  const manifest = await readManifest(data, inventory, mergedFolder, lastMerge, MERGE_MANIFEST);
  for (const { version } of manifest.snapshots) kept.add(`${snapshotFolder}/${version}`);
  return kept.add(`${meansFolder}/${lastMerge}`).add(`${mergedFolder}/${lastMerge}`);
}

/** Which bodies none of the remaining snapshots came from. */
async function bodiesPlan(
  data: DataFolder,
  inventory: Inventory,
  removed: readonly Version[],
): Promise<PrunePlan["bodies"]> {
  const bodies = (await namesBelow(data.objects, `${RAW_FOLDER}/`)).filter(isBodyName);
  const gone = new Set(removed);
  const folder = folderOf("snapshots");
  const remaining = [...(inventory.tables.get(folder)?.keys() ?? [])].filter((version) => !gone.has(version));
  const needed = new Set(
    await eachOf(remaining, async (version) => {
      const { source } = await readManifest(data, inventory, folder, version, SNAPSHOT_MANIFEST);
      return source.raw;
    }),
  );
  const remove = bodies.filter((name) => !needed.has(name));
  return { remove, left: bodies.length - remove.length };
}

/** Accepts the loss of what is gone: versions of which a file is missing, and snapshots that were only in those. */
async function missingPlan(data: DataFolder, inventory: Inventory): Promise<PrunePlan> {
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
  const tables = [...inventory.tables].map(([folder, versions]) => {
    const remove = [...(lost.get(folder) ?? [])].sort();
    return { folder, remove, left: versions.size - remove.length };
  });
  const bodies = (await namesBelow(data.objects, `${RAW_FOLDER}/`)).filter(isBodyName);
  return { tables, withoutCsv, bodies: { remove: [], left: bodies.length } };
}
