import type { Feed } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import {
  assertFeed,
  fileOf,
  folderOf,
  type Manifest,
  MERGE_MANIFEST,
  readManifest,
  SNAPSHOT_MANIFEST,
  sha256,
  tableName,
  VERSIONED,
  type Version,
  type VersionedDataset,
  versionTime,
} from "../../store/mod.ts";
import { snapshotAgain } from "../ingest/snapshot_again.ts";
import { mergeAgain } from "../merge/merge_again.ts";
import type { RunContext } from "../run/run_context.ts";
import { type Run, withRun } from "../run/with_run.ts";
import type { RebuildResult, RebuiltTable } from "./rebuild_result.ts";

export type RebuildOptions = Omit<RunContext, "feedName"> & {
  readonly feed: Feed;
  /** Which versions; every one unless this or a span is given. */
  readonly versions?: readonly string[] | undefined;
  /** Versions from this time on, and up to that one. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
};

/**
 * Makes snapshots again from the bodies that they came from, and means and merged tables from their snapshots, and
 * compares each with what was published. A file that is missing or damaged is restored where the table made again has
 * its bytes; where it has others that is said, and nothing is written: a version is never another one than it was.
 *
 * @throws {Failure} `no-input` when a version was never published, `config` when the data folder belongs to another
 * feed, `locked`, `cannot-create` or `io`
 *
 * @example
 * ```ts
 * const { tables } = await rebuild({ data, logs, settings, feed: smnHourly, versions: ["20261124_140000"] });
 * tables[0]?.outcome; // "same"
 * ```
 */
export async function rebuild(
  options: RebuildOptions,
  effects: Effects = realEffects,
): Promise<RebuildResult> {
  const { settings, feed, dryRun = false } = options;
  return await withRun("rebuild", { ...options, feedName: feed.name }, effects, async (run) => {
    await assertFeed(run.data, feed);
    const tables: RebuiltTable[] = [];
    for (const { dataset, version } of chosen(run, options)) {
      await run.checkpoint();
      tables.push(await rebuilt(dataset, version, options, run));
    }
    const counts: Record<string, number> = {};
    for (const { outcome } of tables) counts[outcome] = (counts[outcome] ?? 0) + 1;
    run.note({ tables: counts });
    return {
      schema_version: 1,
      command: "rebuild",
      run_id: run.id,
      dry_run: dryRun,
      data_dir: settings.dataDir,
      warnings: [...new Set(run.warnings)],
      tables,
      seconds: run.seconds(),
    };
  });
}

function chosen(
  { inventory, data }: Run,
  { versions, from, to }: RebuildOptions,
): { readonly dataset: VersionedDataset; readonly version: Version }[] {
  const all = VERSIONED.flatMap((dataset) =>
    [...(inventory.tables.get(folderOf(dataset))?.keys() ?? [])].map((version) => ({ dataset, version })),
  );
  const unknown = versions?.find((named) => !all.some(({ version }) => version === named));
  if (unknown !== undefined) {
    const message = `There is no version "${unknown}" in "${data.objects.place}". A body without a snapshot gets one with "municlima backfill".`;
    throw new Failure("no-input", message);
  }
  return all.filter(({ version }) => {
    const time = versionTime(version);
    const isNamed = versions?.includes(version) ?? true;
    return isNamed && (from === undefined || time >= from) && (to === undefined || time <= to);
  });
}

async function rebuilt(
  dataset: VersionedDataset,
  version: Version,
  { feed, settings, dryRun = false }: RebuildOptions,
  run: Run,
): Promise<RebuiltTable> {
  const { data, inventory } = run;
  const folder = folderOf(dataset);
  const say = (outcome: RebuiltTable["outcome"], reason: string | null = null) => ({
    dataset,
    version,
    outcome,
    reason,
  });
  let manifest: Manifest;
  let again: Uint8Array;
  try {
    if (dataset === "snapshots") {
      const found = await readManifest(data, inventory, folder, version, SNAPSHOT_MANIFEST);
      manifest = found;
      again = await snapshotAgain(found, feed, settings, run);
    } else {
      const found = await readManifest(data, inventory, folder, version, MERGE_MANIFEST);
      manifest = found;
      again = (await mergeAgain(found, feed, run))[dataset];
    }
  } catch (error) {
    if (!(error instanceof Failure) || !["contract", "no-input"].includes(error.kind)) throw error;
    return say((await isWhole(dataset, version, run)) ? "not_made" : "lost", error.message);
  }
  const expected = fileOf(manifest);
  if (sha256(again) !== expected.sha256)
    return say("different", difference((await data.objects.get(expected.name))?.bytes, again));
  if (await isWhole(dataset, version, run)) return say("same");
  if (dryRun) return say("would_restore");
  await data.assertHeld();
  await data.objects.replace(expected.name, again);
  return say("restored");
}

/** Whether a table's file is as it was published, or was removed since a partition file has its rows. */
async function isWhole(
  dataset: VersionedDataset,
  version: Version,
  { data, inventory }: Run,
): Promise<boolean> {
  const folder = folderOf(dataset);
  if (dataset === "snapshots" && inventory.withoutCsv.has(version)) return true;
  try {
    const { sha256: expected } = await readManifest(data, inventory, folder, version);
    return (await data.objects.digest(tableName(folder, version)))?.sha256 === expected;
  } catch (error) {
    if (error instanceof Failure && error.kind === "contract") return false;
    throw error;
  }
}

function difference(before: Uint8Array | undefined, after: Uint8Array): string {
  const linesOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trimEnd().split("\n");
  if (before === undefined) return "It has other bytes than the one that was published, which is missing.";
  const [old, made] = [linesOf(before), linesOf(after)];
  if (old[0] !== made[0]) return `Its columns are "${made[0]}", and were "${old[0]}".`;
  const lines = Math.max(old.length, made.length);
  const others = Array.from({ length: lines }, (_, i) => i).filter((i) => old[i] !== made[i]).length;
  return `${others} of ${lines - 1} rows differ.`;
}
