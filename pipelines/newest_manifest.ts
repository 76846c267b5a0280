import {
  type DataFolder,
  folderOf,
  type Inventory,
  readManifest,
  SNAPSHOT_MANIFEST,
  type SnapshotManifest,
  versionsOf,
  versionTime,
} from "../store/mod.ts";

/**
 * The manifest of the newest snapshot: what the last ingest took in; undefined before the first one.
 *
 * @param before the newest of those that are older than this, where it is given
 * @throws {Failure} `contract` when it is missing or was changed, `io` when it cannot be read
 */
export async function newestManifest(
  data: DataFolder,
  inventory: Inventory,
  now: Date,
  before?: Date,
): Promise<SnapshotManifest | undefined> {
  const newest = versionsOf(inventory, "snapshots", now).versions.find(
    (version) => before === undefined || versionTime(version) < before,
  );
  return newest === undefined
    ? undefined
    : await readManifest(data, inventory, folderOf("snapshots"), newest, SNAPSHOT_MANIFEST);
}
