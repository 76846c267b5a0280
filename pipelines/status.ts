import { join, resolve } from "node:path";
import { CATALOG, type Settings } from "../configs/mod.ts";
import { type Effects, realEffects } from "../io/effects.ts";
import {
  feedOfDataFolder,
  type LedgerEntry,
  listSnapshots,
  listVersions,
  type Manifest,
  readLedger,
  readManifest,
  sha256,
  type Version,
} from "../io/store/mod.ts";
import type { SnapshotDetails } from "./ingest_report.ts";
import type { MergeDetails } from "./merge_report.ts";

/** The state of a data folder; `--json` prints it as it is. */
export type StatusReport = {
  readonly schema_version: 1;
  readonly command: "status";
  readonly data_dir: string;
  /** When the ages were taken, ISO 8601 UTC. */
  readonly now: string;
  /** The feed the folder belongs to; null before the first ingest. */
  readonly feed: FeedLabel | null;
  readonly snapshots: number;
  readonly newest_snapshot: SnapshotStatus | null;
  readonly newest_merge: MergeStatus | null;
  /** The last run in the ledger that worked on this folder. */
  readonly last_run: LedgerEntry | null;
};

/** The newest snapshot, and how old it is in each sense; an age is null where the provider does not tell. */
export type SnapshotStatus = {
  readonly version: Version;
  readonly towns: number;
  readonly model_run: string;
  readonly feed_unchanged_since: string | null;
  readonly age_seconds: {
    /** Since the feed was fetched. */
    readonly fetched: number;
    /** Since the provider made the file. */
    readonly issued: number | null;
    /** Since the snapshot was published here. */
    readonly published: number;
  };
};

/** The newest merged table. */
export type MergeStatus = {
  readonly version: Version;
  readonly towns: number;
  readonly age_seconds: number;
  /** Whether `current.csv` is this table, as it is but for a merge that was cut off at its last step. */
  readonly current_csv: "same" | "different" | "missing";
};

/**
 * Tells what a data folder holds and how fresh it is. An empty folder is an answer too.
 *
 * @throws {Failure} `io` when a manifest or the ledger cannot be read
 *
 * @example
 * ```ts
 * const { newest_snapshot } = await status(settings);
 * newest_snapshot?.age_seconds.fetched; // 1260
 * ```
 */
export async function status(
  { dataDir, logDir }: Pick<Settings, "dataDir" | "logDir">,
  effects: Pick<Effects, "now" | "files"> = realEffects,
): Promise<StatusReport> {
  const now = effects.now();
  const feed = await feedOfDataFolder(dataDir, effects.files);
  const snapshots = await listSnapshots(dataDir, effects.files);
  const [merged] = await listVersions(join(dataDir, CATALOG.merged.folder), effects.files);
  const read = async <Details extends object>(folder: string, version: Version | undefined) =>
    version === undefined ? undefined : await readManifest<Details>(dataDir, folder, version, effects.files);
  const newest = await read<SnapshotDetails>(CATALOG.snapshots.folder, snapshots[0]?.version);
  const newestMerge = await read<MergeDetails>(CATALOG.merged.folder, merged);
  const runs = await readLedger(logDir, effects.files);
  return {
    schema_version: 1,
    command: "status",
    data_dir: dataDir,
    now: now.toISOString(),
    feed: feed === undefined ? null : feedLabel(feed),
    snapshots: snapshots.length,
    newest_snapshot: newest === undefined ? null : snapshotStatus(newest, now),
    newest_merge: newestMerge === undefined ? null : await mergeStatus(newestMerge, dataDir, now, effects),
    last_run: runs.findLast((entry) => entry.data_dir === resolve(dataDir)) ?? null,
  };
}

function snapshotStatus(manifest: Manifest<SnapshotDetails>, now: Date): SnapshotStatus {
  const { version, rows, source, feed_unchanged_since, published_at } = manifest;
  return {
    version,
    towns: rows,
    model_run: source.model_run,
    feed_unchanged_since,
    age_seconds: {
      fetched: age(source.fetched_at, now),
      issued: source.issued_at === null ? null : age(source.issued_at, now),
      published: age(published_at, now),
    },
  };
}

async function mergeStatus(
  { version, rows, published_at, sha256: expected }: Manifest,
  dataDir: string,
  now: Date,
  { files }: Pick<Effects, "files">,
): Promise<MergeStatus> {
  const current = await files
    .readFile(join(dataDir, CATALOG.merged.folder, "current.csv"))
    .catch(() => undefined);
  const current_csv = current === undefined ? "missing" : sha256(current) === expected ? "same" : "different";
  return { version, towns: rows, age_seconds: age(published_at, now), current_csv };
}

function age(time: string, now: Date): number {
  return Math.round((now.getTime() - Date.parse(time)) / 1000);
}
