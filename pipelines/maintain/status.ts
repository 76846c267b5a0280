import { feedLabel, type Settings } from "../../configs/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import {
  absolutePlace,
  CURRENT,
  type DataFolder,
  eachOf,
  feedOfFolder,
  folderOf,
  lastRunOn,
  type Manifest,
  missingNames,
  type ObjectStore,
  presentNames,
  readInventory,
  readManifest,
  type SnapshotManifest,
  sha256,
  versionsOf,
} from "../../store/mod.ts";
import { futureWarnings, missingWarning, outdatedWarning } from "../folder_warnings.ts";
import { newestManifest } from "../newest_manifest.ts";
import { conditionOf } from "./_condition.ts";
import type { DiskUse, MergeStatus, SnapshotStatus, StatusResult } from "./status_result.ts";

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
  const names = await presentNames(data);
  const missing = missingNames(inventory, names);
  const found = {
    now: now.toISOString(),
    newest_snapshot: newest === undefined ? null : snapshotStatus(newest, now),
    newest_merge: newestMerge === undefined ? null : await mergeStatus(newestMerge, data, now),
    last_run: (await lastRunOn(logs, absolutePlace(dataDir))) ?? null,
    files_missing: missing.length,
  };
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
    condition: conditionOf(found),
    feed: feed === undefined ? null : feedLabel(feed),
    snapshot_count: snapshots.length,
    ...found,
    disk: await diskUse(data, names),
  };
}

async function diskUse({ objects }: DataFolder, names: ReadonlySet<string>): Promise<DiskUse[]> {
  const use = new Map<string, { file_count: number; bytes: number }>();
  const sizes = await eachOf([...names], async (name) => ({
    name,
    size: (await objects.head(name))?.size ?? 0,
  }));
  for (const { name, size } of sizes) {
    const [folder = ""] = name.split("/");
    const { file_count, bytes } = use.get(folder) ?? { file_count: 0, bytes: 0 };
    use.set(folder, { file_count: file_count + 1, bytes: bytes + size });
  }
  return [...use].map(([folder, both]) => ({ folder, ...both }));
}

function outdated({ version, older_than, source }: SnapshotManifest): string[] {
  return older_than === null ? [] : [outdatedWarning(version, source.model_run, older_than)];
}

function snapshotStatus(manifest: SnapshotManifest, now: Date): SnapshotStatus {
  const { version, rows, source, feed_unchanged_since, older_than, published_at } = manifest;
  return {
    version,
    towns: rows,
    model_run: source.model_run,
    older_than,
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
  return { version, towns: rows, age_seconds: { published: age(published_at, now) }, current_csv };
}

function age(time: string, now: Date): number {
  return Math.round((now.getTime() - Date.parse(time)) / 1000);
}
