import { CATALOG } from "../configs/mod.ts";
import { parseRunVersion, parseVersion, type Version } from "./version.ts";

/**
 * The name of every object in a data folder, spelled and parsed here and nowhere else. Names are paths inside the
 * folder, with slashes on every system.
 */

/** Which feed the folder belongs to. */
export const FEED_RECORD = "data_folder.json";
/** What the columns of its tables mean: a Frictionless Data Package. */
export const DICTIONARY = "datapackage.json";
/** The run that is at work in the folder. */
export const LOCK = ".lock";
/** The newest merged table under a name that stays. */
export const CURRENT = `${CATALOG.merged.folder}/current.csv`;
/** The page that `report` writes unless it is told another place. */
export const REPORT_PAGE = "report.html";
/** Which published files were compared with their manifests, and when: a note for this machine, not data. */
export const CHECKED = "cache/checked.json";
/** What the manifests of snapshots say that many readers ask: likewise a note. */
export const INPUTS = "cache/snapshots.json";
/** What snapshots came from: likewise a note. */
export const ORIGINS = "cache/origins.json";
/** How many bytes the published files of each day have: likewise a note. */
export const SIZES = "cache/sizes.json";
/** Where forecasts are kept as Parquet, once they were parsed: each can be made again from its body. */
const FORECASTS = "cache/forecast-";
export const CACHE_FOLDER = "cache/";
/** The history of runs, in the folder of the logs. */
export const HISTORY = "runs.jsonl";
/** Where its older files are, in the same folder. */
export const OLD_HISTORY = "runs/";

/** The log of what was published and removed. */
const INVENTORY = "inventory/";
const INVENTORY_NAME = /^inventory\/(\d{8})\.json$/;
/** Below the archive nothing but Parquet may have a name that begins otherwise: SQL engines read every file there. */
const HIDDEN = "_";
/** Months that version 0.1.0 compacted lie beside the CSVs; they are read, never written. */
const PARTITION_FOLDER = new RegExp(
  `^(?:${CATALOG.snapshots.archive.folder}|${CATALOG.snapshots.folder})/month=(\\d{4}-\\d\\d)$`,
);
const FORECASTS_FOLDER = new RegExp(`^${CATALOG.forecasts.folder}/run_month=(\\d{4}-\\d\\d)$`);
const BODY = /^[0-9a-f]{16}\.json\.gz$/;
/** So much of a hash names a body: 64 bits, so that no two of a million bodies share it. */
const DIGITS = 16;

/** The datasets that are published in versions. */
export const VERSIONED = ["snapshots", "means", "merged"] as const;
export type VersionedDataset = (typeof VERSIONED)[number];

/** The folders in which runs write, each ending with a slash. The municipality data is the user's own. */
export const WRITTEN_FOLDERS: readonly string[] = [
  ...[
    CATALOG.snapshots,
    CATALOG.snapshots.archive,
    CATALOG.forecasts,
    CATALOG.means,
    CATALOG.merged,
    CATALOG.quarantine,
    CATALOG.raw,
  ].map(({ folder }) => `${folder}/`),
  INVENTORY,
];

/** The folder of a versioned dataset, which also names it in manifests and in the inventory. */
export function folderOf(dataset: VersionedDataset): string {
  return CATALOG[dataset].folder;
}

const DATASET_FOLDERS: ReadonlySet<string> = new Set(VERSIONED.map(folderOf));

/** The folder of the partition files of a month, `YYYY-MM`; like a dataset of its own to the inventory. */
export function partitionFolder(month: string): string {
  return `${CATALOG.snapshots.archive.folder}/month=${month}`;
}

/** The month whose partition files a folder holds; undefined for any other folder. */
export function monthOfFolder(folder: string): string | undefined {
  return PARTITION_FOLDER.exec(folder)?.[1];
}

/** The folder of the forecasts of a month of runs, `YYYY-MM` on the feed's clock; like a dataset of its own, too. */
export function forecastsFolder(month: string): string {
  return `${CATALOG.forecasts.folder}/run_month=${month}`;
}

/** Whether a folder is that of the forecasts of a month of runs. */
export function isForecastsFolder(folder: string): boolean {
  return FORECASTS_FOLDER.test(folder);
}

/** The file of a version of a dataset, by the dataset's folder: Parquet in a month's folder, else CSV. */
export function tableName(folder: string, version: Version): string {
  const isParquet = isForecastsFolder(folder) || monthOfFolder(folder) !== undefined;
  return `${folder}/${version}.${isParquet ? "parquet" : "csv"}`;
}

/** What stands beside that file and says what it is. */
export function manifestName(folder: string, version: Version): string {
  return `${folder}/${folder.startsWith(ARCHIVE) ? HIDDEN : ""}${version}.manifest.json`;
}

const ARCHIVE = CATALOG.forecasts.folder.slice(0, CATALOG.forecasts.folder.indexOf("/") + 1);

/**
 * The version that a file's name begins with, and which of a version's two files it is.
 *
 * @example
 * ```ts
 * parseTableName("data_merged/20261124_140000.csv"); // { folder: "data_merged", version: "20261124_140000", is: "table" }
 * parseTableName("data_merged/current.csv"); // undefined
 * ```
 */
export function parseTableName(
  name: string,
): { readonly folder: string; readonly version: Version; readonly is: "table" | "manifest" } | undefined {
  const slash = name.lastIndexOf("/");
  const dot = name.indexOf(".", slash);
  if (slash < 0 || dot < 0) return undefined;
  const folder = name.slice(0, slash);
  const stem = name.slice(slash + 1 + (name.startsWith(HIDDEN, slash + 1) ? HIDDEN.length : 0), dot);
  const isDataset = DATASET_FOLDERS.has(folder) || monthOfFolder(folder) !== undefined;
  const version = isForecastsFolder(folder)
    ? parseRunVersion(stem)?.version
    : isDataset
      ? parseVersion(stem)
      : undefined;
  if (version === undefined) return undefined;
  if (name === tableName(folder, version)) return { folder, version, is: "table" };
  return name === manifestName(folder, version) ? { folder, version, is: "manifest" } : undefined;
}

/** A segment of the inventory. */
export function inventoryName(segment: number): string {
  return `${INVENTORY}${String(segment).padStart(8, "0")}.json`;
}

/** The folders in which nothing but the data folder's own may lie, and the files beside them. */
const RESERVED: ReadonlySet<string> = new Set([
  ...Object.values(CATALOG).flatMap(({ folder, alsoRead }) => [folder.split("/", 1)[0] ?? "", ...alsoRead]),
  ...[INVENTORY, CHECKED].map((name) => name.slice(0, name.indexOf("/"))),
  ...[FEED_RECORD, DICTIONARY],
]);

/**
 * Whether a path within a data folder is for its own files alone. Its top is open to the user's, but for names that
 * begin with a dot, as the lock's does.
 *
 * @example
 * ```ts
 * isReserved("data_merged/current.csv"); // true
 * isReserved("towns.xlsx"); // false
 * ```
 */
export function isReserved(path: string): boolean {
  const [first = ""] = path.split(/[/\\]/);
  return first.startsWith(".") || RESERVED.has(first);
}

/** The segment that a name is of; undefined for any other name. */
export function parseInventoryName(name: string): number | undefined {
  const digits = INVENTORY_NAME.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Where rows and bodies lie that were not taken in. */
export const QUARANTINE_FOLDER = CATALOG.quarantine.folder;

/** Where feed bodies lie. */
export const RAW_FOLDER = CATALOG.raw.folder;

/** Where the inventory's segments lie. */
export const INVENTORY_FOLDER = INVENTORY;

/**
 * A feed body by the SHA-256 of its inflated text, since the same forecast may come in another envelope.
 *
 * @example
 * ```ts
 * bodyName("2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"); // "raw/2c26b46b68ffc68f.json.gz"
 * ```
 */
export function bodyName(textSha256: string): string {
  return `${CATALOG.raw.folder}/${textSha256.slice(0, DIGITS)}.json.gz`;
}

/** Whether a name is that of a kept body; whatever else lies there is the user's. */
export function isBodyName(name: string): boolean {
  const [folder, file = "", ...more] = name.split("/");
  return folder === CATALOG.raw.folder && more.length === 0 && BODY.test(file);
}

/** Whether a body of this name has a text of this hash. */
export function isBodyOf(name: string, textSha256: string): boolean {
  return name === bodyName(textSha256);
}

/** A parsed forecast, by the hash of what it was made of and by its own. */
export function forecastName(source: string, sha256: string): string {
  return `${FORECASTS}${source.slice(0, DIGITS)}-${sha256}.parquet`;
}

/** The two hashes that a parsed forecast is named by; undefined for any other name. */
export function parseForecastName(
  name: string,
): { readonly source: string; readonly sha256: string } | undefined {
  const [, source, sha256] = FORECAST.exec(name) ?? [];
  return source === undefined || sha256 === undefined ? undefined : { source, sha256 };
}

const FORECAST = /^cache\/forecast-([0-9a-f]{16})-([0-9a-f]{64})\.parquet$/;

const OLD_HISTORY_NAME = /^runs\/(\d{8}_\d{6})\.jsonl$/;

/** The file of the history that was begun anew at a version's time. */
export function oldHistoryName(version: Version): string {
  return `${OLD_HISTORY}${version}.jsonl`;
}

/** The time at which a file of the history was put aside; undefined for any other name. */
export function parseOldHistoryName(name: string): Version | undefined {
  return parseVersion(OLD_HISTORY_NAME.exec(name)?.[1] ?? "");
}

/** Where a user keeps queries, each a file of SQL. */
export const QUERIES_FOLDER = "queries/";

/** The file of a query that is kept under a name. */
export function savedQueryName(name: string): string {
  return `${QUERIES_FOLDER}${name}.sql`;
}

/** The rows that an ingest quarantined, one JSON object a line. */
export function quarantinedRowsName(version: Version): string {
  return `${CATALOG.quarantine.folder}/${version}.ndjson`;
}

/** A body that was refused, by the hash of its bytes, and the reason beside it. */
export function quarantinedBodyNames(
  sha256: string,
  gzipped: boolean,
): { readonly body: string; readonly reason: string } {
  const stem = `${CATALOG.quarantine.folder}/${sha256.slice(0, DIGITS)}`;
  return { body: `${stem}.${gzipped ? "json.gz" : "json"}`, reason: `${stem}${REASON}` };
}

const REASON = ".reason.json";

/** Whether a name is that of quarantined rows, of a body that was refused, or of the reason for which it was. */
export function isQuarantined(name: string): boolean {
  const [folder, file = "", ...more] = name.split("/");
  return folder === CATALOG.quarantine.folder && more.length === 0 && QUARANTINED.test(file);
}

const QUARANTINED = /^(\d{8}_\d{6}\.ndjson|[0-9a-f]{16}\.(json|json\.gz|reason\.json))$/;

/** Whether a name is that of the reason for which a body was refused. */
export function isQuarantineReason(name: string): boolean {
  return name.startsWith(`${CATALOG.quarantine.folder}/`) && name.endsWith(REASON);
}

/** The municipality table of a date, `YYYYMMDD`; others may lie beside it. */
export function municipalitiesName(date: string): string {
  return `${CATALOG.municipalities.folder}/${date}/${MUNICIPALITIES_FILE}`;
}

/** The name of the first of the municipality tables of a date. */
export const MUNICIPALITIES_FILE = "data.csv";

/** What says whether a municipality table's values are made up. */
export function municipalitiesManifestName(table: string): string {
  return table.replace(/\.csv$/i, ".manifest.json");
}

/**
 * The folder in which a file of municipality data lies, where that is named by a date, `YYYYMMDD` or `YYYY-MM-DD`;
 * undefined for any other name.
 *
 * @example
 * ```ts
 * municipalitiesFolder("data_municipio/2026-01-01/data.csv"); // { date: "20260101", folder: "data_municipio/2026-01-01/" }
 * ```
 */
export function municipalitiesFolder(
  name: string,
): { readonly date: string; readonly folder: string } | undefined {
  const [base = "", named = "", ...more] = name.split("/");
  if (!MUNICIPALITY_FOLDERS.includes(`${base}/`) || more.length === 0) return undefined;
  const date = named.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$1$2$3");
  if (parseVersion(`${date}_000000`) === undefined) return undefined;
  return { date, folder: `${base}/${named}/` };
}

/** The folders that hold municipality tables, the first of them before the others. */
export const MUNICIPALITY_FOLDERS: readonly string[] = [
  CATALOG.municipalities.folder,
  ...CATALOG.municipalities.alsoRead,
].map((folder) => `${folder}/`);
