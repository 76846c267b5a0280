import type { Partition } from "../../engines/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { type DataFolder, folderOf, type Inventory, listSnapshots, snapshotInputs } from "../../store/mod.ts";
import { checkedPartitions } from "../checked_partitions.ts";

/** The checked files of all snapshots, oldest first. */
export async function snapshotPartitions(
  data: DataFolder,
  inventory: Inventory,
  now: Date,
): Promise<Partition[]> {
  const snapshots = [...(await listSnapshots(data, inventory, now)).snapshots].reverse();
  if (snapshots.length === 0) {
    const folder = data.objects.where(folderOf("snapshots"));
    throw new Failure("no-input", `Found no snapshots in "${folder}". Run "municlima ingest" first.`);
  }
  return await checkedPartitions(data, snapshots, await snapshotInputs(data, inventory, snapshots));
}
