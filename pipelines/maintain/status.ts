import { type AgeLimits, ageLimits, type Feed, feedLabel, type Settings } from "../../configs/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import {
  absolutePlace,
  CURRENT,
  type DataFolder,
  eachOf,
  feedOfFolder,
  fileSizes,
  findMunicipalities,
  folderOf,
  historySize,
  type Inventory,
  lastRunOn,
  MERGE_MANIFEST,
  type MergeManifest,
  missingNames,
  type ObjectStore,
  presentNames,
  readInventory,
  readManifest,
  runsOn,
  type SnapshotManifest,
  sha256,
  versionsOf,
} from "../../store/mod.ts";
import { futureWarnings, missingWarning, outdatedWarning } from "../folder_warnings.ts";
import { repeatedSnapshots } from "../merge/snapshots_of_hours.ts";
import { newestManifest } from "../newest_manifest.ts";
import { conditionOf } from "./_condition.ts";
import { missedHours } from "./missed_hours.ts";
import type { DiskUse, MergeStatus, Requirable, SnapshotStatus, StatusResult } from "./status_result.ts";

/** Hours without a snapshot are named of so long, in milliseconds: a month, as the history of years is long. */
const LOOKED_BACK = 31 * 86_400_000;

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
    limits = {},
    feed: named,
    maxUnchanged,
    required = [],
  }: {
    readonly data: DataFolder;
    readonly logs: ObjectStore;
    readonly settings: Pick<Settings, "dataDir">;
    /** How old the data may be, in seconds, where that is not what the feed says; undefined is no limit. */
    readonly limits?: AgeLimits;
    /** The feed as it is described now, which the folder may have recorded before. */
    readonly feed?: Feed | undefined;
    /** After how many ingests of the same feed it counts as unchanged. */
    readonly maxUnchanged?: number | undefined;
    /** What must be there. */
    readonly required?: readonly Requirable[];
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
    merged === undefined
      ? undefined
      : await readManifest(data, inventory, folderOf("merged"), merged, MERGE_MANIFEST);
  const names = await presentNames(data);
  const missing = missingNames(inventory, names);
  const folder = absolutePlace(dataDir);
  const found = {
    now: now.toISOString(),
    newest_snapshot:
      newest === undefined ? null : snapshotStatus(newest, await unchangedRuns(logs, folder, newest), now),
    newest_merge: newestMerge === undefined ? null : await mergeStatus(newestMerge, data, now),
    last_run: (await lastRunOn(logs, folder)) ?? null,
    files_missing: missing.length,
    required_missing: await missingOf(required, data, inventory),
  };
  const own = named !== undefined && named.name === feed?.name ? named : feed;
  const since = new Date(now.getTime() - LOOKED_BACK);
  const allowed = { ...ageLimits(own), ...limits };
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
    condition: conditionOf(found, allowed, maxUnchanged),
    age_limits: {
      fetched: allowed.fetched ?? null,
      issued: allowed.issued ?? null,
      published: allowed.published ?? null,
      unchanged: allowed.unchanged ?? null,
    },
    feed: feed === undefined ? null : feedLabel(feed),
    snapshot_count: snapshots.length,
    ...found,
    missed: await missedHours({ logs, dataDir: folder, feed: own, inventory, since }, now),
    history: await historySize(logs),
    disk: await diskUse(data, inventory, names),
  };
}

/** How many ingests in a row before the newest had its feed. Those that failed had none. */
async function unchangedRuns(
  logs: ObjectStore,
  dataDir: string,
  { source, feed_unchanged_since }: SnapshotManifest,
): Promise<number> {
  if (feed_unchanged_since === null) return 0;
  let runs = 0;
  for await (const { command, figures, exit_code } of runsOn(logs, dataDir)) {
    if (command !== "ingest" || exit_code !== 0) continue;
    if (figures.feed_sha256 !== source.sha256) break;
    runs++;
  }
  // The newest itself is not one before it.
  return Math.max(0, runs - 1);
}

async function missingOf(
  required: readonly Requirable[],
  data: DataFolder,
  inventory: Inventory,
): Promise<Requirable[]> {
  const isThere = async (name: Requirable) => {
    if (name === "municipalities") return (await findMunicipalities(data)) !== undefined;
    if (name === "current") return (await data.objects.head(CURRENT)) !== undefined;
    return (inventory.tables.get(folderOf(name))?.size ?? 0) > 0;
  };
  const found = await eachOf(required, async (name) => ((await isThere(name)) ? [] : [name]));
  return found.flat();
}

async function diskUse(
  data: DataFolder,
  inventory: Inventory,
  names: ReadonlySet<string>,
): Promise<DiskUse[]> {
  const folders = new Map<string, string[]>();
  for (const name of names) {
    const folder = name.slice(0, name.indexOf("/"));
    const files = folders.get(folder);
    if (files === undefined) folders.set(folder, [name]);
    else files.push(name);
  }
  const sizes = await fileSizes(data, inventory, [...folders.values()]);
  return [...folders].map(([folder, files], i) => ({
    folder,
    file_count: files.length,
    bytes: sizes[i] ?? 0,
  }));
}

function outdated({ version, older_than, source }: SnapshotManifest): string[] {
  return older_than === null ? [] : [outdatedWarning(version, source.model_run, older_than)];
}

function snapshotStatus(manifest: SnapshotManifest, unchangedRuns: number, now: Date): SnapshotStatus {
  const { version, rows, source, feed_unchanged_since, older_than, published_at } = manifest;
  return {
    version,
    towns: rows,
    model_run: source.model_run,
    older_than,
    feed_unchanged_since,
    unchanged_runs: unchangedRuns,
    age_seconds: {
      fetched: age(source.fetched_at, now),
      issued: source.issued_at === null ? null : age(source.issued_at, now),
      published: age(published_at, now),
    },
  };
}

async function mergeStatus(
  { version, rows, published_at, sha256: expected, snapshots }: MergeManifest,
  { objects }: DataFolder,
  now: Date,
): Promise<MergeStatus> {
  const current = await objects.get(CURRENT);
  const current_csv =
    current === undefined ? "missing" : sha256(current.bytes) === expected ? "same" : "different";
  return {
    version,
    towns: rows,
    averaged: { snapshot_count: snapshots.length, repeated: repeatedSnapshots(snapshots) },
    age_seconds: { published: age(published_at, now) },
    current_csv,
  };
}

function age(time: string, now: Date): number {
  return Math.round((now.getTime() - Date.parse(time)) / 1000);
}
