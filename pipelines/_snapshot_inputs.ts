import { CATALOG } from "../configs/mod.ts";
import { type FileSystem, type PartSnapshot, readManifest, type Snapshot } from "../io/store/mod.ts";
import { inLots } from "./_in_lots.ts";
import type { SnapshotDetails } from "./ingest_report.ts";

/** What is told of each snapshot, in their order: by the manifest of its Parquet file, else by its own. */
export async function snapshotInputs(
  dataDir: string,
  snapshots: readonly Snapshot[],
  files: Pick<FileSystem, "readFile">,
): Promise<PartSnapshot[]> {
  const { folder } = CATALOG.snapshots;
  const told = async ({ version, compacted }: Snapshot): Promise<PartSnapshot> => {
    if (compacted !== undefined) return compacted.snapshot;
    const manifest = await readManifest<SnapshotDetails>(dataDir, folder, version, files);
    const { sha256, bytes, rows, source } = manifest;
    return { version, sha256, bytes, rows, model_run: source.model_run };
  };
  return await inLots(snapshots, told);
}
