import { join } from "node:path";
import { CATALOG, type Feed } from "../configs/mod.ts";
import { type Effects, realEffects } from "../io/effects.ts";
import {
  checkDataFolder,
  freeVersion,
  listSnapshots,
  type Part,
  publishPart,
  type Snapshot,
} from "../io/store/mod.ts";
import { writePart } from "../io/write_part.ts";
import { groupedBy } from "./_grouped_by.ts";
import { monthOf } from "./_month_of.ts";
import { partColumns } from "./_part_columns.ts";
import { PROGRAM } from "./_program.ts";
import { type Run, recorded } from "./_recorded.ts";
import { removeCsvs } from "./_remove_csvs.ts";
import { snapshotInputs } from "./_snapshot_inputs.ts";
import type { CompactedMonth, CompactReport } from "./compact_report.ts";
import type { RunContext } from "./run_context.ts";

export type CompactOptions = Omit<RunContext, "feedName"> & {
  readonly feed: Feed;
  /** Takes the running month too; otherwise those that are over. */
  readonly all?: boolean | undefined;
  /** Removes each CSV whose rows are in a Parquet file, once both have been read and compared. */
  readonly removeCsv?: boolean | undefined;
};

/**
 * Writes the snapshots of each month to one Parquet file beside them, with the same values. Whatever reads
 * snapshots reads that file instead from then on. A snapshot that is in one already is left out: a month whose
 * snapshots came at different times has several files, and none is ever changed.
 *
 * @throws {Failure} `contract` when a snapshot is not what its manifest tells, `config` when the data folder
 * belongs to another feed, `locked`, `cannot-create` or `io`. Months that were written before stay.
 *
 * @example
 * ```ts
 * const report = await compact({ settings, feed: smnHourly });
 * report.months[0]?.parquet_bytes; // 36_000_000
 * ```
 */
export async function compact(
  options: CompactOptions,
  effects: Effects = realEffects,
): Promise<CompactReport> {
  const { settings, feed, all = false, removeCsv = false, dryRun = false } = options;
  const { dataDir } = settings;
  const started = performance.now();

  return await recorded("compact", { ...options, feedName: feed.name }, effects, async (run) => {
    await checkDataFolder(dataDir, feed, effects.files);
    const snapshots = (await listSnapshots(dataDir, effects.files)).reverse();
    const running = run.startedAt.toISOString().slice(0, "YYYY-MM".length);
    const fresh = snapshots.filter(({ compacted }) => compacted === undefined);
    const eligible = fresh.filter((snapshot) => all || monthOf(snapshot) < running);

    const months: CompactedMonth[] = [];
    for (const [month, some] of groupedBy(eligible, monthOf)) {
      await run.checkpoint();
      months.push(await compactMonth(month, some, options, run, effects));
    }
    const removed = removeCsv
      ? await removeCsvs(
          { dataDir, feed, run },
          dryRun ? [...snapshots.filter(isDouble), ...eligible] : await doubles(dataDir, effects),
          dryRun,
          effects,
        )
      : null;
    run.note({ months: months.map(({ month }) => month), snapshots: eligible.length, removed });
    return {
      schema_version: 1,
      command: "compact",
      run_id: run.id,
      dry_run: dryRun,
      data_dir: dataDir,
      feed: feedLabel(feed),
      months,
      compacted_before: snapshots.length - fresh.length,
      left:
        eligible.length === fresh.length
          ? null
          : { month: running, snapshots: fresh.length - eligible.length },
      removed,
      seconds: Number(((performance.now() - started) / 1000).toFixed(3)),
    };
  });
}

/** Snapshots whose rows are in a Parquet file and in a CSV, oldest first. */
async function doubles(dataDir: string, { files }: Effects): Promise<Snapshot[]> {
  return (await listSnapshots(dataDir, files)).filter(isDouble).reverse();
}

function isDouble({ hasCsv, compacted }: Snapshot): boolean {
  return hasCsv && compacted !== undefined;
}

async function compactMonth(
  month: string,
  fresh: readonly Snapshot[],
  { settings: { dataDir }, feed, dryRun = false }: CompactOptions,
  run: Run,
  effects: Effects,
): Promise<CompactedMonth> {
  const snapshots = await snapshotInputs(dataDir, fresh, effects.files);
  const total = (of: "rows" | "bytes") => snapshots.reduce((sum, snapshot) => sum + snapshot[of], 0);
  const rows = total("rows");
  const write = async (): Promise<Part> => {
    const folder = join(dataDir, CATALOG.snapshots.folder, `month=${month}`);
    const version = await freeVersion([folder], run.startedAt, effects.files);
    const details = {
      rows,
      columns: partColumns(feed),
      published_at: effects.now().toISOString(),
      run_id: run.id,
      program: PROGRAM,
      month,
      snapshots,
    };
    return await publishPart(
      dataDir,
      version,
      details,
      (path) => writePart(path, dataDir, snapshots, feed, run.checkpoint, effects.files),
      effects.files,
    );
  };
  const part = dryRun ? undefined : await run.step(`compact ${month}`, write, rows);
  return {
    month,
    snapshots: snapshots.length,
    rows,
    csv_bytes: total("bytes"),
    parquet_bytes: part?.manifest.bytes ?? null,
    files:
      part === undefined
        ? null
        : { parquet: part.path, manifest: part.path.replace(/parquet$/, "manifest.json") },
  };
}
