import { CATALOG } from "../configs/mod.ts";
import { type FileSystem, listSnapshots, type Manifest, readManifest } from "../io/store/mod.ts";
import type { FeedOrigin, SnapshotDetails } from "./ingest_report.ts";

/** The manifest of the newest snapshot: what the last ingest took in. */
export type PreviousSnapshot = Manifest<PublishedDetails>;

type PublishedDetails = SnapshotDetails & { readonly source: FeedOrigin & { readonly raw: string } };

/** What the last ingest took in; undefined before the first one. */
export async function previousSnapshot(
  dataDir: string,
  files: FileSystem,
): Promise<PreviousSnapshot | undefined> {
  const { folder } = CATALOG.snapshots;
  const [newest] = await listSnapshots(dataDir, files);
  return newest === undefined
    ? undefined
    : await readManifest<PublishedDetails>(dataDir, folder, newest.version, files);
}
