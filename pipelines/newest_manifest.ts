import {
  type DataFolder,
  folderOf,
  type Inventory,
  readManifest,
  SNAPSHOT_MANIFEST,
  type SnapshotManifest,
  versionsOf,
} from "../store/mod.ts";

/**
 * The manifest of the newest snapshot: what the last ingest took in; undefined before the first one.
 *
 * @throws {Failure} `contract` when it is missing or was changed, `io` when it cannot be read
 */
export async function newestManifest(
  data: DataFolder,
  inventory: Inventory,
  now: Date,
): Promise<SnapshotManifest | undefined> {
  const [newest] = versionsOf(inventory, "snapshots", now).versions;
  return newest === undefined
    ? undefined
    : await readManifest(data, inventory, folderOf("snapshots"), newest, SNAPSHOT_MANIFEST);
}
