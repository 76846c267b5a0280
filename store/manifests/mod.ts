/** What stands beside published files, checked when it is read. */

export { FORECAST_MANIFEST, type ForecastDetails, type ForecastManifest } from "./forecast_manifest.ts";
export { ANY_MANIFEST, type Manifest, type ManifestColumn, manifestText } from "./manifest.ts";
export { MERGE_MANIFEST, type MergeDetails, type MergeManifest } from "./merge_manifest.ts";
export { damaged, type Frozen, jsonOf, parsed } from "./parse.ts";
export { PARTITION_MANIFEST, type PartitionDetails, type PartitionManifest } from "./partition_manifest.ts";
export {
  type FeedLabel,
  type FeedOrigin,
  NOUNS,
  type QuarantineFile,
  SNAPSHOT_MANIFEST,
  type SnapshotDetails,
  type SnapshotInput,
  type SnapshotManifest,
  snapshotInput,
} from "./snapshot_manifest.ts";
