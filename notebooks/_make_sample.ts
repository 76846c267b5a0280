import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { sample } from "../configs/feeds/sample.ts";
import { CATALOG, type Settings } from "../configs/mod.ts";
import { feedFrame, toCsv } from "../frames/mod.ts";
import { type Effects, realEffects } from "../io/effects.ts";
import { ingest } from "../pipelines/ingest/ingest.ts";
import { merge } from "../pipelines/merge/merge.ts";
import { sampleBody, sampleFeed, sampleMunicipalities, sampleTowns } from "../sample/mod.ts";
import {
  type DataFolder,
  folderOf,
  localStore,
  municipalitiesManifestName,
  municipalitiesName,
  publishTables,
  readInventory,
  readManifest,
  SNAPSHOT_MANIFEST,
  type Version,
  versionAt,
  withLock,
} from "../store/mod.ts";
import type { SampleOptions } from "./sample_options.ts";

const HOUR = 3_600_000;
/** The hour of the day in which the first run begins, where as many as are asked for fit into the day then. */
const FIRST_RUN = 7;
/** 5 January 2026, 00:00 on the feed's clock. */
const MIDNIGHT = Date.UTC(2026, 0, 5, 6);
const DAY = "20260105";
/** A run of the model is taken in so long after it begins. */
const LATER = 70 * 60_000;

/**
 * Makes a data folder of made-up weather, with the pipelines themselves and a clock that is set: the same at every
 * call but for run ids. It stands there whole or not at all.
 */
export async function makeSample(
  folder: string,
  settingsOf: (folder: string) => Settings,
  { runs = 2, everyNthTown = 1, hourly = false }: SampleOptions,
): Promise<void> {
  const draft = `${folder}.${randomUUID()}`;
  const settings = { ...settingsOf(draft), record: hourly ? ("now" as const) : ("last" as const) };
  const towns = sampleTowns().filter((_, at) => at % everyNthTown === 0);
  const firstHour = Math.min(FIRST_RUN, 24 - runs);
  try {
    await mkdir(dirname(folder), { recursive: true });
    const data = { objects: localStore(draft) };
    const logs = localStore(settings.logDir);
    await publishMunicipalities(data);
    let world: Effects = realEffects;
    for (let hour = firstHour; hour < firstHour + runs; hour++) {
      const begin = MIDNIGHT + hour * HOUR;
      world = { ...realEffects, now: () => new Date(begin + LATER) };
      const text = sampleFeed({ issue: `${DAY}T${String(hour).padStart(2, "0")}`, towns });
      const path = `${draft}.json.gz`;
      await writeFile(path, sampleBody(text, { modifiedAt: new Date(begin + HOUR) }));
      const { result } = await ingest({ data, logs, settings, feed: sample, from: path }, world);
      if (hourly) await publishHours(data, text, result.version, begin);
    }
    await merge({ data, logs, settings, feed: sample }, world);
    await rename(draft, folder).catch((error: NodeJS.ErrnoException) => {
      // Another notebook was faster: what it made is the same.
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(`${draft}.json.gz`, { force: true });
  }
}

/** A snapshot of each hour of a run, as an ingest with `--record now` at that hour would have published it. */
async function publishHours(data: DataFolder, text: string, version: Version, begin: number): Promise<void> {
  const folder = folderOf("snapshots");
  const forecast = feedFrame(new TextEncoder().encode(text), sample, "sample.json");
  const known = await readManifest(data, await readInventory(data), folder, version, SNAPSHOT_MANIFEST);
  const tables = forecast.partitionBy([sample.time], true).flatMap((hour, at) => {
    // The hour of the ingest itself is there.
    if (at === 1) return [];
    const published = new Date(begin + at * HOUR + LATER - HOUR);
    const details = { ...known, published_at: published.toISOString() };
    const content = toCsv(hour.sort({ by: [...sample.key] }));
    return [{ folder, version: versionAt(published), content, details }];
  });
  await withLock(data, "sample", (held) => publishTables(held, tables));
}

async function publishMunicipalities({ objects }: DataFolder): Promise<void> {
  const name = municipalitiesName("20260101");
  const label = { schema_version: 1, dataset: CATALOG.municipalities.folder, synthetic: true };
  const encode = (text: string) => new TextEncoder().encode(text);
  await objects.putNew(municipalitiesManifestName(name), encode(`${JSON.stringify(label, undefined, 2)}\n`));
  await objects.putNew(name, encode(sampleMunicipalities()));
}
