import { join } from "node:path";
import type pl from "nodejs-polars";
import { CATALOG, type Feed } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import { joinMunicipalities, municipalityFrame, townKey } from "../frames/mod.ts";
import { type Effects, realEffects } from "../io/effects.ts";
import {
  checkDataFolder,
  freeVersion,
  listSnapshots,
  newestMunicipalities,
  type Snapshot,
  sha256,
} from "../io/store/mod.ts";
import { averageTowns } from "./_average_towns.ts";
import { checkSnapshots } from "./_check_snapshots.ts";
import { publishMerge } from "./_publish_merge.ts";
import { recorded } from "./_recorded.ts";
import { snapshotInputs } from "./_snapshot_inputs.ts";
import { snapshotsOfHours } from "./_snapshots_of_hours.ts";
import type { MergeDetails, MergeReport } from "./merge_report.ts";
import type { RunContext } from "./run_context.ts";

export type MergeOptions = Omit<RunContext, "feedName"> & { readonly feed: Feed };

/**
 * Averages temperature and precipitation per town over the last snapshots, one of each hour, joins the
 * municipality data, and publishes the means, the merged table, and last `current.csv`.
 *
 * @returns the report, and the merged table: towns × (columns of the means, further columns of the
 * municipality table)
 * @throws {Failure} `no-input` when there is no snapshot or no municipality table, `contract` when one breaks
 * its schema or is not what its manifest tells, `config` when the data folder belongs to another feed, `locked`, `cannot-create` or `io`.
 * `current.csv` is then as it was.
 *
 * @example
 * ```ts
 * const { report } = await merge({ settings, feed: smnHourly });
 * report.files?.current; // "data/data_merged/current.csv"
 * ```
 */
export async function merge(
  options: MergeOptions,
  effects: Effects = realEffects,
): Promise<{ report: MergeReport; merged: pl.DataFrame }> {
  const { settings, feed, dryRun = false } = options;
  const { dataDir, window, how, csvFormulas } = settings;
  const started = performance.now();

  return await recorded("merge", { ...options, feedName: feed.name }, effects, async (run) => {
    await checkDataFolder(dataDir, feed, effects.files);
    const chosen = await run.step("find", () => findSnapshots(dataDir, window, effects));
    const snapshots = await snapshotInputs(dataDir, chosen, effects.files);
    await run.step("check", () => checkSnapshots(dataDir, chosen, snapshots, effects.files));
    const table = await newestMunicipalities(dataDir, effects.files);
    const municipalities = municipalityFrame(table.csv, table.path);

    const means = await run.step("average", () => averageTowns(dataDir, chosen, feed, run, effects.files));
    const { merged, unmatchedTowns, unmatchedMunicipalities } = await run.step("join", () =>
      joinMunicipalities(means, municipalities, feed, how),
    );

    const details: MergeDetails = {
      feed: feedLabel(feed),
      window,
      snapshots,
      municipalities: {
        path: table.path,
        sha256: sha256(table.csv),
        rows: municipalities.height,
        synthetic: table.synthetic,
      },
      how,
      csv_formulas: csvFormulas,
      unmatched: {
        towns: unmatchedTowns.toRecords().map((row) => townKey(row, feed)),
        municipalities: unmatchedMunicipalities.toRecords().map((row) => `${row.Cve_Ent}-${row.Cve_Mun}`),
      },
    };
    const folders = [CATALOG.means.folder, CATALOG.merged.folder].map((folder) => join(dataDir, folder));
    const version = await freeVersion(folders, run.startedAt, effects.files);
    run.note({ version, snapshots: snapshots.length, towns: merged.height });

    const files = dryRun
      ? null
      : await run.step("publish", () =>
          publishMerge({ dataDir, feed, means, merged, version, details, run }, effects),
        );
    const report: MergeReport = {
      schema_version: 1,
      command: "merge",
      run_id: run.id,
      dry_run: dryRun,
      data_dir: dataDir,
      ...details,
      towns: { means: means.height, merged: merged.height },
      version,
      files,
      seconds: Number(((performance.now() - started) / 1000).toFixed(3)),
    };
    return { report, merged };
  });
}

async function findSnapshots(dataDir: string, window: number, { files }: Effects): Promise<Snapshot[]> {
  const snapshots = snapshotsOfHours(await listSnapshots(dataDir, files), window);
  if (snapshots.length > 0) return snapshots;
  const folder = join(dataDir, CATALOG.snapshots.folder);
  throw new Failure("no-input", `Found no snapshot in "${folder}". Run "ingest" first.`);
}
