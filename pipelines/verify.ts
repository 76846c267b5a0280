import { basename, join } from "node:path";
import { CATALOG, type Settings } from "../configs/mod.ts";
import { type Effects, realEffects } from "../io/effects.ts";
import { openBody } from "../io/open_body.ts";
import {
  feedOfDataFolder,
  listFiles,
  listParts,
  listUnfinished,
  listVersions,
  parseVersion,
  readManifest,
  sha256,
} from "../io/store/mod.ts";
import type { SnapshotDetails } from "./ingest_report.ts";
import type { Problem, VerifyReport } from "./verify_report.ts";

/** A published file, and whether its bytes are what they were. */
type Published = {
  readonly dataset: string;
  readonly path: string;
  readonly isGood: (bytes: Uint8Array) => Promise<boolean>;
};
type Files = Effects["files"];

/**
 * Reads every published file of a data folder and compares it with what its manifest tells of it: CSV and
 * Parquet by size and hash, each feed body by the hash of its text, `current.csv` with the newest merged table.
 * It changes nothing and needs no network. A file without its manifest is a problem too: nothing reads it.
 *
 * @throws {Failure} `io` when a folder or a manifest cannot be read; what is wrong with a file is in the report
 *
 * @example
 * ```ts
 * const { problems } = await verify(settings);
 * problems; // [{ path: "data/data_merged/20261124_140000.csv", what: "was changed since it was published" }]
 * ```
 */
export async function verify(
  { dataDir }: Pick<Settings, "dataDir">,
  { files }: Pick<Effects, "files"> = realEffects,
): Promise<VerifyReport> {
  const started = performance.now();
  const problems: Problem[] = [];
  const checked: Record<string, { files: number; bytes: number }> = {};
  for (const { dataset, path, isGood } of [
    ...(await tables(dataDir, files)),
    ...(await bodies(dataDir, files)),
  ]) {
    const bytes = await files.readFile(path).catch((error: Error) => {
      problems.push({ path, what: `cannot be read: ${error.message}` });
    });
    if (bytes === undefined) continue;
    const before = checked[dataset] ?? { files: 0, bytes: 0 };
    checked[dataset] = { files: before.files + 1, bytes: before.bytes + bytes.length };
    if (!(await isGood(bytes))) problems.push({ path, what: "was changed since it was published" });
  }
  problems.push(...(await strays(dataDir, files)), ...(await current(dataDir, files)));
  const seconds = Number(((performance.now() - started) / 1000).toFixed(3));
  return { schema_version: 1, command: "verify", data_dir: dataDir, checked, problems, seconds };
}

/** The datasets whose files are named after a version. */
const VERSIONED = [CATALOG.snapshots, CATALOG.means, CATALOG.merged].map(({ folder }) => folder);

async function tables(dataDir: string, files: Files): Promise<Published[]> {
  const published = (dataset: string, path: string, hash: string): Published => ({
    dataset,
    path,
    isGood: async (bytes) => sha256(bytes) === hash,
  });
  const found: Published[] = [];
  for (const folder of VERSIONED) {
    for (const version of await listVersions(join(dataDir, folder), files)) {
      const manifest = await readManifest(dataDir, folder, version, files);
      found.push(published(folder, join(dataDir, folder, `${version}.csv`), manifest.sha256));
      const aside = (manifest as Partial<SnapshotDetails>).quarantine ?? null;
      if (aside !== null) {
        found.push(published(CATALOG.quarantine.folder, join(dataDir, aside.file), aside.sha256));
      }
    }
  }
  const parts = await listParts(dataDir, files);
  return [
    ...found,
    ...parts.map(({ path, manifest }) => published(CATALOG.snapshots.folder, path, manifest.sha256)),
  ];
}

/** Feed bodies, each named after the hash of its text. */
async function bodies(dataDir: string, files: Files): Promise<Published[]> {
  const { folder } = CATALOG.raw;
  const feed = await feedOfDataFolder(dataDir, files);
  if (feed === undefined) return [];
  const names = (await listFiles(join(dataDir, folder), files)).filter((name) => name.endsWith(SUFFIX));
  return names.map((name) => {
    const path = join(dataDir, folder, name);
    const isGood = async (bytes: Uint8Array) => {
      const opened = await openBody(bytes, feed.caps, path, () => NO_SINK).catch(() => undefined);
      return opened?.sha256.startsWith(basename(name, SUFFIX)) === true;
    };
    return { dataset: folder, path, isGood };
  });
}

const SUFFIX = ".json.gz";
const NO_SINK = { write: () => undefined, end: () => undefined };

/** CSVs that no manifest tells of, nor the draft of one: what a run that was cut off left, the next one removes. */
async function strays(dataDir: string, files: Files): Promise<Problem[]> {
  const found: Problem[] = [];
  for (const folder of VERSIONED) {
    const { drafted } = await listUnfinished(join(dataDir, folder), files);
    const known = new Set([...(await listVersions(join(dataDir, folder), files)), ...drafted]);
    for (const name of await listFiles(join(dataDir, folder), files)) {
      const version = parseVersion(basename(name, ".csv"));
      if (!name.endsWith(".csv") || version === undefined || known.has(version)) continue;
      found.push({ path: join(dataDir, folder, name), what: "has no manifest beside it, and is not read" });
    }
  }
  return found;
}

/** Whether `current.csv` is the newest merged table, or will be by the next run, where a merge was cut off. */
async function current(dataDir: string, files: Files): Promise<Problem[]> {
  const { folder } = CATALOG.merged;
  const [newest] = await listVersions(join(dataDir, folder), files);
  if (newest === undefined) return [];
  if ((await listUnfinished(join(dataDir, folder), files)).nextCurrent.has(newest)) return [];
  const manifest = await readManifest(dataDir, folder, newest, files);
  const path = join(dataDir, folder, "current.csv");
  const bytes = await files.readFile(path).catch(() => undefined);
  if (bytes === undefined) return [{ path, what: "is missing" }];
  return sha256(bytes) === manifest.sha256
    ? []
    : [{ path, what: `is not the newest merged table, ${newest}` }];
}
