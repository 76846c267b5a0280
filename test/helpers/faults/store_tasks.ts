import { join } from "node:path";
import type { Settings } from "../../../configs/mod.ts";
import type { Effects } from "../../../io/effects.ts";
import { backfill } from "../../../pipelines/ingest/backfill.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { compact } from "../../../pipelines/maintain/compact.ts";
import { prune } from "../../../pipelines/maintain/prune.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import type { FileSystem } from "../../../store/mod.ts";
import { bodyOf } from "../feeds/body_of.ts";
import { json, TINY_FEED, tinyRow } from "../feeds/tiny_feed.ts";
import type { DataFolder } from "../folders/data_folder.ts";
import { placeIn } from "../folders/place_in.ts";
import { deadLock } from "../locks/dead_lock.ts";
import { worldAt } from "../world.ts";

/** Something that changes a data folder, which is to be cut off, or to fail, at each of its calls to the disk. */
export type StoreTask = {
  /** Fills the data folder before. */
  readonly before: (folder: DataFolder) => Promise<void>;
  readonly run: (settings: Settings, effects: Effects, files?: FileSystem) => Promise<unknown>;
};

/** When the tasks run, after all that is in their folders. */
export const TASK_TIME = "2024-11-24T16:30:00Z";
const FEED = "feed.json";

const ingestFile = (settings: Settings, effects: Effects, files?: FileSystem) =>
  ingest({ ...placeIn(settings, files), feed: TINY_FEED, from: join(settings.dataDir, FEED) }, effects);
const mergeAll = (settings: Settings, effects: Effects, files?: FileSystem) =>
  merge({ ...placeIn(settings, files), feed: TINY_FEED }, effects);

async function snapshot(folder: DataFolder, time: string, temp: string): Promise<void> {
  await folder.put(FEED, json([tinyRow({ temp }), tinyRow({ ides: "19", idmun: "1" })]));
  await ingestFile(folder.settings(), worldAt(time));
}

/** Three snapshots of a month that is over and one of the current month, two merges, and a new feed. */
async function filled(folder: DataFolder): Promise<void> {
  for (const hour of [20, 21, 22]) await snapshot(folder, `2024-10-31T${hour}:00:00Z`, String(hour));
  await mergeAll(folder.settings(), worldAt("2024-10-31T22:30:00Z"));
  await snapshot(folder, "2024-11-24T15:00:00Z", "15");
  await mergeAll(folder.settings(), worldAt("2024-11-24T15:30:00Z"));
  await folder.put(FEED, json([tinyRow({ temp: "16" })]));
}

/** Every command that changes a data folder, and the states that take another way through it. */
export const STORE_TASKS = {
  "a first ingest": {
    before: async (folder) => {
      await folder.put(FEED, json([tinyRow()]));
    },
    run: ingestFile,
  },
  "an ingest": { before: filled, run: ingestFile },
  "an ingest over a dead lock": {
    before: async (folder) => {
      await filled(folder);
      await folder.put(".lock", await deadLock(folder.path));
    },
    run: ingestFile,
  },
  "a merge": {
    before: async (folder) => {
      await filled(folder);
      await ingestFile(folder.settings(), worldAt("2024-11-24T16:00:00Z"));
    },
    run: mergeAll,
  },
  "a compaction": {
    before: filled,
    run: (settings, effects, files?: FileSystem) =>
      compact({ ...placeIn(settings, files), feed: TINY_FEED, removeCsv: true }, effects),
  },
  "a prune": {
    before: filled,
    run: (settings, effects, files?: FileSystem) =>
      prune({ ...placeIn(settings, files), feedName: TINY_FEED.name, keep: 1 }, effects),
  },
  "a prune by rules": {
    before: async (folder) => {
      await filled(folder);
      await compact(
        { ...placeIn(folder.settings()), feed: TINY_FEED, removeCsv: true },
        worldAt("2024-11-24T15:40:00Z"),
      );
    },
    run: (settings, effects, files?: FileSystem) =>
      prune(
        {
          ...placeIn(settings, files),
          feedName: TINY_FEED.name,
          rule: { last: 1 },
          datasets: ["raw", "merged"],
        },
        effects,
      ),
  },
  "a backfill": {
    before: async (folder) => {
      await filled(folder);
      await folder.put("logs/bodies/13.json.gz", bodyOf("2024-11-24T13:00:00Z", { temp: "13" }));
    },
    run: (settings, effects, files?: FileSystem) =>
      backfill(
        { ...placeIn(settings, files), feed: TINY_FEED, paths: [join(settings.logDir, "bodies")] },
        effects,
      ),
  },
} satisfies Readonly<Record<string, StoreTask>>;
