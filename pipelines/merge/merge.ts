import type pl from "nodejs-polars";
import { cvegeoKey, type Feed, feedLabel, hasMunicipalities, nounOf } from "../../configs/mod.ts";
import { mergePlan } from "../../engines/mod.ts";
import { polarsEngine } from "../../engines/polars/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { finiteMeans, townMeans, withCvegeo } from "../../frames/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import {
  allocateVersion,
  assertFeed,
  findMunicipalities,
  folderOf,
  listSnapshots,
  type MergeDetails,
  noTable,
  type Snapshot,
  type SnapshotInput,
  snapshotInputs,
} from "../../store/mod.ts";
import { checkedPartitions } from "../checked_partitions.ts";
import { futureWarnings } from "../folder_warnings.ts";
import { newestManifest } from "../newest_manifest.ts";
import type { RunContext } from "../run/run_context.ts";
import { withRun } from "../run/with_run.ts";
import { joined, unjoined } from "./_joined.ts";
import { publishMerge } from "./_publish_merge.ts";
import type { MergeResult } from "./merge_result.ts";
import { repeatedSnapshots, snapshotsToMerge, windowWarnings } from "./snapshots_of_hours.ts";

export type MergeOptions = Omit<RunContext, "feedName"> & { readonly feed: Feed };

/**
 * Averages temperature and precipitation per town over the last snapshots, one of each hour, joins the municipality
 * data, and publishes the means, the merged table, and last `current.csv`.
 *
 * @returns the result, and the merged table: towns × (columns of the means, further columns of the municipality table)
 * Without a municipality table the merged table is the means, and a warning says where to put one.
 *
 * @throws {Failure} `no-input` when there is no snapshot, `contract` when one or the municipality table violates its
 * schema or is not what its manifest says, or too few towns have a municipality, `config` when the data folder belongs to another feed, `locked`,
 * `cannot-create` or `io`. `current.csv` is then as it was.
 *
 * @example
 * ```ts
 * const { result } = await merge({ data, logs, settings, feed: smnHourly });
 * result.files?.current; // "data/data_merged/current.csv"
 * ```
 */
export async function merge(
  options: MergeOptions,
  effects: Effects = realEffects,
): Promise<{ readonly result: MergeResult; readonly merged: pl.DataFrame }> {
  const { settings, feed, dryRun = false } = options;
  const { dataDir, window, windowBy, how, csvFormulas } = settings;

  return await withRun("merge", { ...options, feedName: feed.name }, effects, async (run) => {
    const { data, inventory } = run;
    await assertFeed(data, feed);
    run.warnings.push(...futureWarnings(inventory, run.startedAt));
    const chosen = await run.step("find", async () => {
      const { snapshots, future } = await listSnapshots(data, inventory, run.startedAt);
      const folder = data.objects.where(folderOf("snapshots"));
      if (snapshots.length === 0) throw nothingToMerge(folder, future);
      return await snapshotsToMerge(data, inventory, snapshots, settings);
    });
    const snapshots = await snapshotInputs(data, inventory, chosen);
    run.warnings.push(...windowWarnings(snapshots, await newestManifest(data, inventory, run.startedAt)));
    run.warnings.push(...rangeWarnings(snapshots));
    const partitions = await run.step("check", () => checkedPartitions(data, chosen, snapshots));
    // Municipalities have two whole numbers for a key: towns of another key are none.
    const ignored = (path: string) =>
      run.warnings.push(
        `"${path}" is ignored, as its folder is no date: rename that, as "20260101" or "2026-01-01".`,
      );
    const tables = hasMunicipalities(feed) ? await findMunicipalities(data, ignored) : undefined;
    if (tables === undefined && hasMunicipalities(feed))
      run.warnings.push(`${noTable(data)} Until then the merged table is the means alone.`);

    const means = await run.step("average", async () => {
      const { totals, labels } = await polarsEngine.aggregate(mergePlan(feed), partitions, run.checkpoint);
      const { means, overflowed } = finiteMeans(townMeans(totals, labels, feed), feed);
      for (const { column, towns } of overflowed)
        run.warnings.push(
          `"${column}" of ${towns.toLocaleString("en-US")} ${towns === 1 ? nounOf(feed).singular : nounOf(feed).plural} is empty: a sum of its values is beyond what a number can hold. Run "municlima validate" on the feed's body.`,
        );
      return withCvegeo(means, cvegeoKey(feed));
    });
    const { merged, ...joining } = await run.step("join", () =>
      tables === undefined ? unjoined(means) : joined(means, tables, options, run.warnings),
    );

    const details: MergeDetails = {
      feed: feedLabel(feed),
      window,
      window_by: windowBy,
      repeated: repeatedSnapshots(snapshots),
      snapshots,
      how,
      csv_formulas: csvFormulas,
      ...joining,
    };
    const folders = [folderOf("means"), folderOf("merged")];
    const version = await allocateVersion(data, inventory, folders, run.startedAt);
    run.note({ version, snapshots: snapshots.length, towns: merged.height });

    const files = dryRun
      ? null
      : await run.step("publish", () =>
          publishMerge({ feed, means, merged, version, details }, run, effects),
        );
    const result: MergeResult = {
      schema_version: 1,
      command: "merge",
      run_id: run.id,
      dry_run: dryRun,
      data_dir: dataDir,
      warnings: run.warnings,
      ...details,
      towns: merged.height,
      towns_with_means: means.height,
      version,
      files,
      seconds: run.seconds(),
    };
    return { result, merged };
  });
}

/** That means were made of values that cannot be. */
function rangeWarnings(snapshots: readonly SnapshotInput[]): string[] {
  const values = snapshots.reduce((sum, { values_out_of_range }) => sum + values_out_of_range, 0);
  if (values === 0) return [];
  const are = values === 1 ? "1 value is" : `${values.toLocaleString("en-US")} values are`;
  return [
    `${are} out of range, and in the means. To leave such values out, ingest with "--out-of-range null".`,
  ];
}

function nothingToMerge(folder: string, future: readonly Snapshot[]): Failure {
  const [newest] = future;
  if (newest === undefined)
    return new Failure("no-input", `Found no snapshot in "${folder}". Run "municlima ingest" first.`);
  const message = `Every snapshot in "${folder}" is dated in the future, the newest "${newest.version}". Check this machine's clock; if it was wrong when they were made, run "municlima ingest".`;
  return new Failure("no-input", message);
}
