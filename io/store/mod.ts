/** The data folder and the ledger: what is published in them, how it gets there, and how it is found again. */
export { appendLedger } from "./append_ledger.ts";
export { checkDataFolder } from "./check_data_folder.ts";
export { claimDataFolder } from "./claim_data_folder.ts";
export { feedOfDataFolder } from "./feed_of_data_folder.ts";
export { type FileSystem, realFileSystem } from "./file_system.ts";
export { freeVersion } from "./free_version.ts";
export { keepRaw } from "./keep_raw.ts";
export type { LedgerEntry } from "./ledger.ts";
export { listVersions } from "./list_versions.ts";
export { type Manifest, type ManifestColumn, sha256 } from "./manifest.ts";
export { type MunicipalityTable, newestMunicipalities } from "./newest_municipalities.ts";
export { publishFile } from "./publish_file.ts";
export { publishTable } from "./publish_table.ts";
export { readLedger } from "./read_ledger.ts";
export { readManifest } from "./read_manifest.ts";
export { replaceFile } from "./replace_file.ts";
export { parseVersion, type Version, versionAt, versionTime } from "./version.ts";
export { withLock } from "./with_lock.ts";
