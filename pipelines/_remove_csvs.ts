import { join } from "node:path";
import { CATALOG, type Feed } from "../configs/mod.ts";
import { checkPart } from "../io/check_part.ts";
import type { Effects } from "../io/effects.ts";
import { type Part, removeFile, type Snapshot } from "../io/store/mod.ts";
import { groupedBy } from "./_grouped_by.ts";
import type { Run } from "./_recorded.ts";
import { snapshotInputs } from "./_snapshot_inputs.ts";
import type { CompactReport } from "./compact_report.ts";

/**
 * Removes the CSVs of snapshots that are in a Parquet file as well, once these have been compared with what it gives back.
 * Their manifests stay: they tell what each ingest took in.
 *
 * @param snapshots with a CSV, oldest first
 * @param dryRun tells what would be removed, and compares nothing
 */
export async function removeCsvs(
  { dataDir, feed, run }: { readonly dataDir: string; readonly feed: Feed; readonly run: Run },
  snapshots: readonly Snapshot[],
  dryRun: boolean,
  { files }: Effects,
): Promise<NonNullable<CompactReport["removed"]>> {
  const csvOf = ({ version }: Snapshot) => join(dataDir, CATALOG.snapshots.folder, `${version}.csv`);
  const remove = async (some: readonly Snapshot[]): Promise<number> => {
    let bytes = 0;
    for (const snapshot of some) {
      bytes += (await snapshotInputs(dataDir, [snapshot], files))[0]?.bytes ?? 0;
      if (!dryRun) await removeFile(csvOf(snapshot), files);
    }
    return bytes;
  };
  if (dryRun) return { files: snapshots.length, bytes: await remove(snapshots) };

  let bytes = 0;
  for (const [part, some] of groupedBy(snapshots, ({ compacted }) => compacted?.part as Part)) {
    const { month } = part.manifest;
    const inPart = some.flatMap(({ compacted }) => compacted?.snapshot ?? []);
    await run.step(`compare ${month}`, () => checkPart(part, inPart, dataDir, feed, files));
    bytes += await run.step(`remove ${month}`, () => remove(some));
  }
  return { files: snapshots.length, bytes };
}
