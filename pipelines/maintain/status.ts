import { resolve } from "node:path";
import { type FeedLabel, feedLabel, type Settings } from "../../configs/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import {
  CURRENT,
  type DataFolder,
  feedOfFolder,
  folderOf,
  type Manifest,
  missingNames,
  type ObjectStore,
  presentNames,
  type RunEntry,
  readInventory,
  readManifest,
  readRuns,
  type SnapshotManifest,
  sha256,
  type Version,
  versionsOf,
} from "../../store/mod.ts";
import { futureWarnings, missingWarning, outdatedWarning } from "../folder_warnings.ts";
import { newestManifest } from "../newest_manifest.ts";

/** The state of a data folder; `--json` prints it as it is. */
export type StatusResult = {
  readonly schema_version: 1;
  readonly command: "status";
  readonly data_dir: string;
  readonly warnings: readonly string[];
  /** What this place cannot do as it should, in words. */
  readonly limits: readonly string[];
  /** When the ages were taken, ISO 8601 UTC. */
  readonly now: string;
  /** The feed the folder belongs to; null before the first ingest. */
  readonly feed: FeedLabel | null;
  readonly snapshots: number;
  readonly newest_snapshot: SnapshotStatus | null;
  readonly newest_merge: MergeStatus | null;
  /** The last run in the history that worked on this folder. */
  readonly last_run: RunEntry | null;
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
 * Says what a data folder holds and how fresh it is. An empty folder is an answer too.
 *
 * @throws {Failure} `contract` when the inventory or a manifest was changed, `io` when one or the history cannot be read
 *
 * @example
 * ```ts
 * const { newest_snapshot } = await status({ data, logs, settings });
 * newest_snapshot?.age_seconds.fetched; // 1260
 * ```
 */
export async function status(
  {
    data,
    logs,
    settings: { dataDir },
  }: {
    readonly data: DataFolder;
    readonly logs: ObjectStore;
    readonly settings: Pick<Settings, "dataDir">;
  },
  effects: Pick<Effects, "now"> = realEffects,
): Promise<StatusResult> {
  const now = effects.now();
  const feed = await feedOfFolder(data);
  const inventory = await readInventory(data);
  const snapshots = versionsOf(inventory, "snapshots", now).versions;
  const [merged] = versionsOf(inventory, "merged", now).versions;
  const newest = await newestManifest(data, inventory, now);
  const newestMerge =
    merged === undefined ? undefined : await readManifest(data, inventory, folderOf("merged"), merged);
  const { runs } = await readRuns(logs);
  const missing = missingNames(inventory, await presentNames(data));
  return {
    schema_version: 1,
    command: "status",
    data_dir: dataDir,
    warnings: [
      ...missingWarning(data.objects, missing),
      ...futureWarnings(inventory, now),
      ...(newest === undefined ? [] : outdated(newest)),
    ],
    limits: await data.objects.limits(),
    now: now.toISOString(),
    feed: feed === undefined ? null : feedLabel(feed),
    snapshots: snapshots.length,
    newest_snapshot: newest === undefined ? null : snapshotStatus(newest, now),
    newest_merge: newestMerge === undefined ? null : await mergeStatus(newestMerge, data, now),
    last_run: runs.findLast((entry) => entry.data_dir === resolve(dataDir)) ?? null,
  };
}

function outdated({ version, older_than, source }: SnapshotManifest): string[] {
  return older_than === null ? [] : [outdatedWarning(version, source.model_run, older_than)];
}

function snapshotStatus(manifest: SnapshotManifest, now: Date): SnapshotStatus {
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
  { objects }: DataFolder,
  now: Date,
): Promise<MergeStatus> {
  const current = await objects.get(CURRENT);
  const current_csv =
    current === undefined ? "missing" : sha256(current.bytes) === expected ? "same" : "different";
  return { version, towns: rows, age_seconds: age(published_at, now), current_csv };
}

function age(time: string, now: Date): number {
  return Math.round((now.getTime() - Date.parse(time)) / 1000);
}
