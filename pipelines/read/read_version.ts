import type { Feed } from "../../configs/mod.ts";
import { mergePlan, type Partition } from "../../engines/mod.ts";
import { readSnapshot } from "../../engines/polars/mod.ts";
import { readTypedCsv } from "../../frames/mod.ts";
import pl from "../../frames/polars.ts";
import {
  type DataFolder,
  fileOf,
  folderOf,
  type Inventory,
  listSnapshots,
  readChecked,
  readManifest,
  snapshotInputs,
  type Version,
  type VersionedDataset,
} from "../../store/mod.ts";
import { checkedPartitions } from "../checked_partitions.ts";

/**
 * Reads one version of a dataset, once its bytes are known to be those that were published.
 *
 * @param times the type of its times; `pl.Utf8` leaves them as text
 * @returns towns × columns of the table
 * @throws {Failure} `contract` when it is missing or was changed, `io` when it cannot be read
 *
 * @example
 * ```ts
 * const merged = await readVersion(data, inventory, "merged", version, feed); // 2,463 × 13
 * ```
 */
export async function readVersion(
  data: DataFolder,
  inventory: Inventory,
  dataset: VersionedDataset,
  version: Version,
  feed: Feed,
  times: pl.DataType = pl.Datetime("us"),
): Promise<pl.DataFrame> {
  if (dataset !== "snapshots") {
    const manifest = await readManifest(data, inventory, folderOf(dataset), version);
    const file = fileOf(manifest);
    return readTypedCsv(
      await readChecked(data, file),
      manifest.columns,
      data.objects.where(file.name),
      times,
    );
  }
  // One of the future may be asked for by its name.
  const { snapshots } = await listSnapshots(data, inventory, END_OF_TIME);
  const chosen = snapshots.filter((snapshot) => snapshot.version === version);
  const partitions = await checkedPartitions(data, chosen, await snapshotInputs(data, inventory, chosen));
  return await readSnapshot(partitions[0] as Partition, mergePlan(feed));
}

const END_OF_TIME = new Date(8.64e15);
