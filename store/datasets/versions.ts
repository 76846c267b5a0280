import { Failure } from "../../errors/mod.ts";
import { folderOf, monthOfFolder, tableName, type VersionedDataset } from "../layout.ts";
import {
  PARTITION_MANIFEST,
  type PartitionManifest,
  SNAPSHOT_MANIFEST,
  type SnapshotInput,
  snapshotInput,
} from "../manifests/mod.ts";
import { type Version, versionAt } from "../version.ts";
import { MOST_AHEAD } from "./allocate_version.ts";
import type { DataFolder } from "./data_folder.ts";
import { eachOf } from "./each_of.ts";
import type { Inventory } from "./inventory.ts";
import { readManifest } from "./read_manifest.ts";
import { rememberedInputs } from "./remembered_inputs.ts";

/** Versions of a dataset, newest first, by the order in which they were published. */
export type Versions = {
  readonly versions: readonly Version[];
  /**
   * Those whose time has not come: a clock was wrong when they were made, or is now. They do not count as newest, and
   * everyone who looks at them says so. A version may be some seconds ahead, as of several runs in one second each has
   * its own: such a one is none of them.
   */
  readonly future: readonly Version[];
};

/** Of the last year that a version can name. */
const LAST_SECOND = Date.UTC(9999, 11, 31, 23, 59, 59);

/**
 * The versions of a dataset that count.
 *
 * @example
 * ```ts
 * const { versions: [newest] } = versionsOf(inventory, "merged", new Date());
 * newest; // "20261124_140000"
 * ```
 */
export function versionsOf(
  { tables }: Pick<Inventory, "tables">,
  dataset: VersionedDataset,
  now: Date,
): Versions {
  const all = [...(tables.get(folderOf(dataset))?.keys() ?? [])].reverse();
  const latest = versionAt(new Date(Math.min(now.getTime() + MOST_AHEAD * 1000, LAST_SECOND)));
  const isFuture = (version: Version) => version > latest;
  return { versions: all.filter((version) => !isFuture(version)), future: all.filter(isFuture) };
}

/** A Parquet file that holds snapshots of one month. */
export type PartitionFile = { readonly name: string; readonly manifest: PartitionManifest };

/** A published snapshot, and where its rows are. */
export type Snapshot = {
  readonly version: Version;
  /** Whether its CSV was published and not removed. */
  readonly hasCsv: boolean;
  /** The partition file it is read from, and what that one's manifest says of it; absent where only the CSV is. */
  readonly compacted?: { readonly partition: PartitionFile; readonly snapshot: SnapshotInput };
};

/**
 * The partition files of a data folder, in the order of their publication.
 *
 * @throws {Failure} `contract` when a manifest is missing or was changed, `io` when it cannot be read
 */
export async function listPartitions(data: DataFolder, inventory: Inventory): Promise<PartitionFile[]> {
  const folders = [...inventory.tables.keys()].filter((folder) => monthOfFolder(folder) !== undefined).sort();
  const listed = folders.flatMap((folder) =>
    [...(inventory.tables.get(folder)?.keys() ?? [])].map((version) => ({ folder, version })),
  );
  return await eachOf(listed, async ({ folder, version }) => ({
    name: tableName(folder, version),
    manifest: await readManifest(data, inventory, folder, version, PARTITION_MANIFEST),
  }));
}

/**
 * The snapshots that count, newest first, each once and with one source: the first partition file that holds it, the
 * CSV where none does.
 *
 * @returns those whose time has come, and those of the future
 * @throws {Failure} `contract` when a partition file's manifest is missing or was changed, or a snapshot is nowhere;
 * `io` when one cannot be read
 *
 * @example
 * ```ts
 * const { snapshots: [newest] } = await listSnapshots(data, inventory, new Date());
 * newest?.version; // "20261124_140000"
 * ```
 */
export async function listSnapshots(
  data: DataFolder,
  inventory: Inventory,
  now: Date,
): Promise<{ readonly snapshots: readonly Snapshot[]; readonly future: readonly Snapshot[] }> {
  const places = new Map<Version, Snapshot["compacted"]>();
  for (const partition of await listPartitions(data, inventory)) {
    for (const snapshot of partition.manifest.snapshots) {
      if (!places.has(snapshot.version)) places.set(snapshot.version, { partition, snapshot });
    }
  }
  const snapshotOf = (version: Version): Snapshot => {
    const compacted = places.get(version);
    const hasCsv = !inventory.withoutCsv.has(version);
    if (!hasCsv && compacted === undefined) {
      const message = `The rows of the snapshot "${version}" are missing from "${data.objects.place}": its CSV was removed, and no partition file holds it. Restore the partition file from a backup.`;
      throw new Failure("contract", message);
    }
    return { version, hasCsv, ...(compacted === undefined ? {} : { compacted }) };
  };
  const { versions, future } = versionsOf(inventory, "snapshots", now);
  return { snapshots: versions.map(snapshotOf), future: future.map(snapshotOf) };
}

/** The manifests of fewer snapshots are read sooner than a note of all of them. */
const MANY = 256;

/**
 * What is known of each snapshot, in their order: by the manifest of its partition file, else by its own, which is
 * read once where there are many.
 *
 * @throws {Failure} `contract` when a manifest that has to be read is missing or was changed, `io` when it cannot be read
 */
export async function snapshotInputs(
  data: DataFolder,
  inventory: Inventory,
  snapshots: readonly Snapshot[],
): Promise<SnapshotInput[]> {
  const folder = folderOf("snapshots");
  const manifests = inventory.tables.get(folder);
  const csvs = snapshots.filter(({ compacted }) => compacted === undefined);
  const remembered = csvs.length < MANY ? undefined : await rememberedInputs(data);
  const inputs = await eachOf(snapshots, async ({ version, compacted }) => {
    if (compacted !== undefined) return compacted.snapshot;
    const manifest = manifests?.get(version);
    const known = remembered?.get(version, manifest);
    if (known !== undefined) return known;
    const input = snapshotInput(await readManifest(data, inventory, folder, version, SNAPSHOT_MANIFEST));
    remembered?.add(input, manifest);
    return input;
  });
  await remembered?.save();
  return inputs;
}
