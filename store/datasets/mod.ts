/** What is published in a data folder, how it gets there, and how it is found again. */
export { allocateVersion } from "./allocate_version.ts";
export { archiveBody, publishQuarantine } from "./bodies.ts";
export type { DataFolder, LockedFolder } from "./data_folder.ts";
export { eachOf } from "./each_of.ts";
export { assertFeed, claimFolder, feedOfFolder } from "./feed_record.ts";
export { fileSizes } from "./file_sizes.ts";
export { type ArchivedForecast, archivedBodies, forecastPlace, listForecasts } from "./forecasts.ts";
export {
  appendEvent,
  changedSegment,
  eventsSince,
  foldInventory,
  type Inventory,
  readInventory,
  takeInventory,
} from "./inventory.ts";
export {
  findMunicipalities,
  type MunicipalityTables,
  newestMunicipalities,
  noTable,
} from "./municipalities.ts";
export { namesBelow } from "./names_below.ts";
export { type NewTable, publishCurrent, publishTables, type TableDetails } from "./publish.ts";
export { checkedPaths, fileOf, gone, type PublishedFile, readChecked } from "./read_checked.ts";
export { readManifest } from "./read_manifest.ts";
export { finishCurrent, missingNames, presentNames, type Recovery, recover } from "./recover.ts";
export { decidedFiles, filesOf, type Removal, removeCsvs, removeVersions } from "./remove.ts";
export { type SnapshotOrigin, snapshotOrigins } from "./snapshot_origins.ts";
export {
  listPartitions,
  listSnapshots,
  type PartitionFile,
  type Snapshot,
  snapshotInputs,
  type Versions,
  versionsOf,
} from "./versions.ts";
