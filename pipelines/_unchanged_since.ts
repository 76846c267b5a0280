import { join } from "node:path";
import { CATALOG } from "../configs/mod.ts";
import { type FileSystem, listVersions, readManifest } from "../io/store/mod.ts";
import type { SnapshotDetails } from "./ingest_report.ts";

/**
 * Since when a feed with this hash has been the one in the newest snapshot, ISO 8601 UTC; null when it is
 * another, or there is none.
 */
export async function unchangedSince(
  dataDir: string,
  hash: string,
  files: FileSystem,
): Promise<string | null> {
  const { folder } = CATALOG.snapshots;
  const [newest] = await listVersions(join(dataDir, folder), files);
  if (newest === undefined) return null;
  const previous = await readManifest<SnapshotDetails>(dataDir, folder, newest, files);
  if (previous.source.sha256 !== hash) return null;
  return previous.feed_unchanged_since ?? previous.source.fetched_at;
}
