import type { Feed } from "../../configs/mod.ts";
import { mergePlan } from "../../engines/mod.ts";
import { comparePartition } from "../../engines/polars/mod.ts";
import {
  checkedPaths,
  fileOf,
  folderOf,
  type Inventory,
  type PartitionFile,
  removeCsvs,
  type Snapshot,
  snapshotInputs,
} from "../../store/mod.ts";
import { csvOf } from "../checked_partitions.ts";
import type { Run } from "../run/with_run.ts";
import type { CompactResult } from "./compact_result.ts";

/** After this many CSVs a run may be stopped. */
const AT_ONCE = 256;

/**
 * Removes the CSVs of snapshots that are in a partition file as well, once these have been compared with what it gives
 * back. Their manifests stay: they say what each ingest took in.
 *
 * @param snapshots with a CSV, oldest first
 * @param dryRun says what would be removed, and compares nothing
 */
export async function removeDoubles(
  run: Run,
  inventory: Inventory,
  snapshots: readonly Snapshot[],
  feed: Feed,
  dryRun: boolean,
): Promise<NonNullable<CompactResult["removed_csv"]>> {
  const inputs = await snapshotInputs(run.data, inventory, snapshots);
  const removed = { file_count: snapshots.length, bytes: inputs.reduce((sum, { bytes }) => sum + bytes, 0) };
  if (dryRun) return removed;

  let after = inventory;
  for (const [partition, some] of byPartition(snapshots)) {
    const { month } = partition.manifest;
    await run.step(`compare ${month}`, async () => {
      const { objects } = run.data;
      const [path = ""] = await checkedPaths(run.data, [fileOf(partition.manifest)]);
      const csvs = [];
      for (const { compacted } of some) {
        if (compacted === undefined) continue;
        const { version, rows } = compacted.snapshot;
        csvs.push({ version, rows, path: await objects.path(csvOf(compacted.snapshot).name) });
      }
      await comparePartition(path, csvs, mergePlan(feed));
    });
    await run.step(`remove ${month}`, async () => {
      const versions = some.map(({ version }) => version);
      for (let start = 0; start < versions.length; start += AT_ONCE) {
        await run.checkpoint();
        const batch = versions.slice(start, start + AT_ONCE);
        after = await removeCsvs(run.data, after, folderOf("snapshots"), batch);
      }
    });
  }
  return removed;
}

function byPartition(snapshots: readonly Snapshot[]): Map<PartitionFile, Snapshot[]> {
  const groups = new Map<PartitionFile, Snapshot[]>();
  for (const snapshot of snapshots) {
    const partition = snapshot.compacted?.partition;
    if (partition !== undefined) groups.set(partition, [...(groups.get(partition) ?? []), snapshot]);
  }
  return groups;
}
