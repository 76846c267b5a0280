import { execFile } from "node:child_process";
import { mkdir, readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Settings } from "../../../configs/mod.ts";
import type { Effects } from "../../../io/effects.ts";
import { archive } from "../../../pipelines/archive/archive.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { compact } from "../../../pipelines/maintain/compact.ts";
import { prune } from "../../../pipelines/maintain/prune.ts";
import { sync } from "../../../pipelines/maintain/sync.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { folderOf, type ObjectStore, readInventory, VERSIONED } from "../../../store/mod.ts";
import { json, TINY_FEED, tinyRow } from "../feeds/tiny_feed.ts";
import { type DataFolder, MUNICIPALITIES } from "../folders/data_folder.ts";
import { worldAt } from "../world.ts";
import type { S3Server } from "./versitygw.ts";

/** A data folder in a bucket, and a folder of this machine beside it for the feed. */
export type BucketPlace = {
  readonly data: { readonly objects: ObjectStore };
  readonly logs: ObjectStore;
  readonly settings: Settings;
  /** The feed's file. */
  readonly from: string;
};

/** Something that changes a data folder in a bucket, to be cut off at each of its requests. */
export type BucketTask = {
  /** Fills the folder before. */
  readonly before: (place: BucketPlace, work: DataFolder) => Promise<void>;
  readonly run: (place: BucketPlace, effects: Effects) => Promise<unknown>;
  /** Whether it begins with nothing, and copies. */
  readonly copies?: true;
};

/** When the tasks run, after all that is in their folders. */
export const TASK_TIME = "2024-11-24T16:30:00Z";
const HOUR = 3_600_000;

const ingestFeed = (place: BucketPlace, effects: Effects) => ingest({ ...place, feed: TINY_FEED }, effects);
const mergeAll = (place: BucketPlace, effects: Effects) => merge({ ...place, feed: TINY_FEED }, effects);

async function begun({ data }: BucketPlace, work: DataFolder, temp: string): Promise<void> {
  await work.put("feed.json", json([tinyRow({ temp }), tinyRow({ ides: "19", idmun: "1" })]));
  await data.objects.putNew(MUNICIPALITIES, await work.bytes(MUNICIPALITIES));
}

/** Two snapshots of a month that is over and one of the current month, two merges, and a new feed. */
async function filled(place: BucketPlace, work: DataFolder): Promise<void> {
  for (const hour of [20, 21]) {
    await begun(place, work, String(hour));
    await ingestFeed(place, worldAt(`2024-10-31T${hour}:00:00Z`));
  }
  await mergeAll(place, worldAt("2024-10-31T22:30:00Z"));
  await begun(place, work, "15");
  await ingestFeed(place, worldAt("2024-11-24T15:00:00Z"));
  await mergeAll(place, worldAt("2024-11-24T15:30:00Z"));
  await begun(place, work, "16");
}

/** Every command that changes a data folder. */
export const BUCKET_TASKS = {
  "a first ingest": { before: (place, work) => begun(place, work, "1"), run: ingestFeed },
  "an ingest": { before: filled, run: ingestFeed },
  "a merge": {
    before: async (place, work) => {
      await filled(place, work);
      await ingestFeed(place, worldAt("2024-11-24T16:00:00Z"));
    },
    run: mergeAll,
  },
  "a compaction": {
    before: filled,
    run: (place, effects) => compact({ ...place, feed: TINY_FEED, removeCsv: true }, effects),
  },
  "an archive": {
    before: filled,
    run: (place, effects) => archive({ ...place, feed: TINY_FEED }, effects),
  },
  "a prune": {
    before: filled,
    run: (place, effects) => prune({ ...place, feedName: TINY_FEED.name, keep: 1 }, effects),
  },
} satisfies Readonly<Record<string, BucketTask>>;

/**
 * A task that copies what another folder of the bucket has.
 *
 * @param earlier a folder with the same beginning, which the target has copied before
 */
export function syncFrom(other: ObjectStore, earlier?: ObjectStore): BucketTask {
  const from = (objects: ObjectStore) => (place: BucketPlace, effects: Effects) =>
    sync({ ...place, from: { objects } }, effects);
  return {
    before: async (place) => {
      if (earlier !== undefined) await from(earlier)(place, worldAt(TASK_TIME));
    },
    run: from(other),
    copies: true,
  };
}

/** What a data folder shows: its versions, and `current.csv`. */
export type ShownInBucket = { readonly versions: ReadonlySet<string>; readonly current: string };

export async function shownIn(objects: ObjectStore): Promise<ShownInBucket> {
  const { tables } = await readInventory({ objects });
  const versions = VERSIONED.flatMap((dataset) =>
    [...(tables.get(folderOf(dataset))?.keys() ?? [])].map((version) => `${dataset} ${version}`),
  );
  const current = new TextDecoder().decode((await objects.get("data_merged/current.csv"))?.bytes);
  return { versions: new Set(versions), current };
}

/** Copies a folder of the server's bucket to another one, as only whoever has the server's disk can. */
export async function copyFolder({ folder }: S3Server, from: string, to: string): Promise<void> {
  await mkdir(join(folder, from), { recursive: true });
  await promisify(execFile)("cp", ["-a", join(folder, from), join(folder, to)]);
}

/** Makes a lock as old as it must be so that it no longer counts. */
export async function ageLock({ folder }: S3Server, name: string): Promise<void> {
  const then = new Date(Date.now() - HOUR);
  await utimes(join(folder, name, ".lock"), then, then).catch(() => undefined);
}

/** Names below a folder of the bucket with a part that begins with a dot, as a lock's. */
export async function hiddenIn({ folder }: S3Server, name: string): Promise<string[]> {
  const all = await readdir(join(folder, name), { recursive: true });
  return all.filter((path) => path.split("/").some((part) => part.startsWith(".")));
}
