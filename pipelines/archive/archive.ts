import { type Feed, feedLabel } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import {
  archivedBodies,
  assertFeed,
  checkedPaths,
  type DataFolder,
  FORECAST_MANIFEST,
  fileOf,
  folderOf,
  forecastPlace,
  type Inventory,
  isBodyName,
  listForecasts,
  namesBelow,
  RAW_FOLDER,
  readInventory,
  readManifest,
  removeVersions,
  SNAPSHOT_MANIFEST,
  type SnapshotManifest,
} from "../../store/mod.ts";
import { recordsOfBody } from "../body_records.ts";
import { futureWarnings } from "../folder_warnings.ts";
import type { RunContext } from "../run/run_context.ts";
import { type Run, withRun } from "../run/with_run.ts";
import type { ArchivedBody, ArchiveResult } from "./archive_result.ts";
import { publishForecast } from "./publish_forecast.ts";

export type ArchiveOptions = Omit<RunContext, "feedName"> & {
  readonly feed: Feed;
  /** The name of the one body to archive, where nothing else is to be looked at; otherwise every one. */
  readonly only?: string | undefined;
};

/**
 * Archives every record of each feed body that is kept and was not archived before: all hours of all towns, one Parquet
 * file for each distinct body, named by the run of the model. One body after the other is in memory, and each counts
 * once its file is whole: a run that is cut off goes on where it was. An archived file that is missing or was changed is
 * made again, where its body is kept.
 *
 * @throws {Failure} `config` when the data folder belongs to another feed, or the feed has a column that the archive
 * needs the name of; `locked`, `cannot-create` or `io`. A body that cannot be read is told of, and the others go on.
 *
 * @example
 * ```ts
 * const { archived } = await archive({ data, logs, settings, feed: smnHourly });
 * archived[0]?.rows; // 285708
 * ```
 */
export async function archive(
  options: ArchiveOptions,
  effects: Effects = realEffects,
): Promise<ArchiveResult> {
  const { settings, feed, only, dryRun = false } = options;
  return await withRun("archive", { ...options, feedName: feed.name }, effects, async (run) => {
    await assertFeed(run.data, feed);
    run.warnings.push(...futureWarnings(run.inventory, run.startedAt));
    const bodies =
      only === undefined ? (await namesBelow(run.data.objects, `${RAW_FOLDER}/`)).filter(isBodyName) : [only];
    const restored =
      only === undefined ? await run.step("check", () => dropDamaged(run, new Set(bodies), dryRun)) : 0;
    const inventory = restored === 0 || dryRun ? run.inventory : await readInventory(run.data);
    const before = archivedBodies(inventory);
    const wanted = bodies.filter((name) => !before.has(name));
    const sources = await sourcesOf(run.data, inventory, wanted);

    const archived: ArchivedBody[] = [];
    const unreadable: { body: string; why: string }[] = [];
    for (const manifest of sources) {
      await run.checkpoint();
      const { raw, model_run } = manifest.source;
      try {
        const name = `archive ${model_run.slice(0, "YYYY-MM-DDThh".length)}`;
        archived.push(
          await run.step(name, () => archiveOne(manifest, options, run, effects), manifest.check.rows),
        );
      } catch (error) {
        if (!(error instanceof Failure) || (error.kind !== "contract" && error.kind !== "no-input"))
          throw error;
        unreadable.push({ body: raw, why: error.message });
        run.warnings.push(`Left out a body: ${error.message}`);
      }
    }
    run.note({ archived: archived.length, rows: archived.reduce((sum, { rows }) => sum + rows, 0) });
    return {
      schema_version: 1,
      command: "archive",
      run_id: run.id,
      dry_run: dryRun,
      data_dir: settings.dataDir,
      warnings: run.warnings,
      feed: feedLabel(feed),
      archived,
      archived_before: before.size,
      restored,
      unreadable,
      seconds: run.seconds(),
    };
  });
}

async function archiveOne(
  manifest: SnapshotManifest,
  { feed, dryRun = false }: ArchiveOptions,
  run: Run,
  effects: Effects,
): Promise<ArchivedBody> {
  const { raw, model_run } = manifest.source;
  if (dryRun) return { run: model_run, body: raw, rows: manifest.check.rows, bytes: null, files: null };
  const records = await recordsOfBody(run.data, manifest, feed);
  return await publishForecast(records, manifest.source, feed, run, effects);
}

/** Takes archived files that are not what they were out of the inventory, where they can be made again. */
async function dropDamaged(run: Run, bodies: ReadonlySet<string>, dryRun: boolean): Promise<number> {
  const { data } = run;
  let inventory = run.inventory;
  let count = 0;
  for (const { folder, version, body } of listForecasts(inventory)) {
    try {
      await checkedPaths(data, [
        fileOf(await readManifest(data, inventory, folder, version, FORECAST_MANIFEST)),
      ]);
    } catch (error) {
      if (!(error instanceof Failure) || error.kind !== "contract") throw error;
      const where = data.objects.where(`${folder}/${version}`);
      if (!bodies.has(body)) {
        run.warnings.push(`${error.message} Its body is not kept, so that it cannot be made again.`);
        continue;
      }
      run.warnings.push(`The archived forecast "${where}" was damaged, and is made again from its body.`);
      if (!dryRun)
        inventory = await removeVersions(data, inventory, { versions: [{ folder, versions: [version] }] });
      count++;
    }
  }
  return count;
}

/** What the newest snapshot that was made of each of these bodies says of it, by the runs of the model. */
async function sourcesOf(
  data: DataFolder,
  inventory: Inventory,
  bodies: readonly string[],
): Promise<SnapshotManifest[]> {
  const folder = folderOf("snapshots");
  const wanted = new Set(bodies);
  const found = new Map<string, SnapshotManifest>();
  // The newest ones are what is mostly missing from the archive.
  for (const version of [...(inventory.tables.get(folder)?.keys() ?? [])].reverse()) {
    if (found.size === wanted.size) break;
    const manifest = await readManifest(data, inventory, folder, version, SNAPSHOT_MANIFEST);
    if (wanted.has(manifest.source.raw) && !found.has(manifest.source.raw))
      found.set(manifest.source.raw, manifest);
  }
  return [...found.values()].sort((a, b) =>
    forecastPlace(a.source.model_run, a.source.sha256).version <
    forecastPlace(b.source.model_run, b.source.sha256).version
      ? -1
      : 1,
  );
}
