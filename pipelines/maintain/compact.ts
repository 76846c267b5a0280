import { datasetColumns, type Feed, feedLabel } from "../../configs/mod.ts";
import { mergePlan } from "../../engines/mod.ts";
import { writePartition } from "../../engines/polars/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import {
  allocateVersion,
  assertFeed,
  type DataFolder,
  type Inventory,
  listSnapshots,
  type ManifestColumn,
  manifestName,
  partitionFolder,
  publishTables,
  readInventory,
  type Snapshot,
  type SnapshotInput,
  snapshotInputs,
  tableName,
} from "../../store/mod.ts";
import { csvOf } from "../checked_partitions.ts";
import { futureWarnings } from "../folder_warnings.ts";
import { PROGRAM } from "../program.ts";
import type { RunContext } from "../run/run_context.ts";
import { type Run, withRun } from "../run/with_run.ts";
import { removeDoubles } from "./_remove_doubles.ts";
import type { CompactedMonth, CompactResult } from "./compact_result.ts";

export type CompactOptions = Omit<RunContext, "feedName"> & {
  readonly feed: Feed;
  /** Takes the current month too; otherwise those that are over. */
  readonly all?: boolean | undefined;
  /** Removes each CSV whose rows are in a partition file, once both have been read and compared. */
  readonly removeCsv?: boolean | undefined;
};

/**
 * Writes the snapshots of each month to one Parquet file beside them, with the same values. Whatever reads snapshots
 * reads that file instead from then on. A snapshot that is in one already is left out: a month whose snapshots came at
 * different times has several files, and none is ever changed.
 *
 * @throws {Failure} `contract` when a snapshot is not what its manifest says, `config` when the data folder belongs to
 * another feed, `locked`, `cannot-create` or `io`. Months that were written before stay.
 *
 * @example
 * ```ts
 * const result = await compact({ data, logs, settings, feed: smnHourly });
 * result.months[0]?.parquet_bytes; // 36_000_000
 * ```
 */
export async function compact(
  options: CompactOptions,
  effects: Effects = realEffects,
): Promise<CompactResult> {
  const { settings, feed, all = false, removeCsv = false, dryRun = false } = options;

  return await withRun("compact", { ...options, feedName: feed.name }, effects, async (run) => {
    const { inventory } = run;
    await assertFeed(run.data, feed);
    run.warnings.push(...futureWarnings(inventory, run.startedAt));
    const snapshots = await oldestFirst(run, inventory);
    const current = run.startedAt.toISOString().slice(0, "YYYY-MM".length);
    const fresh = snapshots.filter(({ compacted }) => compacted === undefined);
    const eligible = fresh.filter((snapshot) => all || monthOf(snapshot) < current);

    const months: CompactedMonth[] = [];
    for (const [month, some] of byMonth(eligible)) {
      await run.checkpoint();
      months.push(
        await compactMonth(month, await snapshotInputs(run.data, inventory, some), options, run, effects),
      );
    }
    const doubles = async () => {
      const after = dryRun ? inventory : await readInventory(run.data);
      const found = (await oldestFirst(run, after)).filter(isDouble);
      return await removeDoubles(run, after, dryRun ? [...found, ...eligible] : found, feed, dryRun);
    };
    const removed_csv = removeCsv ? await doubles() : null;
    run.note({ months: months.map(({ month }) => month), snapshots: eligible.length, removed_csv });
    return {
      schema_version: 1,
      command: "compact",
      run_id: run.id,
      dry_run: dryRun,
      data_dir: settings.dataDir,
      warnings: run.warnings,
      feed: feedLabel(feed),
      months,
      compacted_before: snapshots.length - fresh.length,
      current_month:
        eligible.length === fresh.length
          ? null
          : { month: current, snapshot_count: fresh.length - eligible.length },
      removed_csv,
      seconds: run.seconds(),
    };
  });
}

async function oldestFirst({ data, startedAt }: Run, inventory: Inventory): Promise<Snapshot[]> {
  return [...(await listSnapshots(data, inventory, startedAt)).snapshots].sort((a, b) =>
    a.version < b.version ? -1 : 1,
  );
}

/** Whether a snapshot's rows are in a partition file and in a CSV. */
function isDouble({ hasCsv, compacted }: Snapshot): boolean {
  return hasCsv && compacted !== undefined;
}

/** The month of a snapshot's version, `YYYY-MM`, UTC. */
function monthOf({ version }: Pick<Snapshot, "version">): string {
  return `${version.slice(0, 4)}-${version.slice(4, 6)}`;
}

function byMonth(snapshots: readonly Snapshot[]): Map<string, Snapshot[]> {
  const months = new Map<string, Snapshot[]>();
  for (const snapshot of snapshots) {
    const month = monthOf(snapshot);
    months.set(month, [...(months.get(month) ?? []), snapshot]);
  }
  return months;
}

async function compactMonth(
  month: string,
  snapshots: readonly SnapshotInput[],
  { feed, dryRun = false }: CompactOptions,
  run: Run,
  effects: Effects,
): Promise<CompactedMonth> {
  const total = (of: "rows" | "bytes") => snapshots.reduce((sum, snapshot) => sum + snapshot[of], 0);
  const rows = total("rows");
  const folder = partitionFolder(month);
  const write = async () => {
    const { data, id } = run;
    const version = await allocateVersion(data, await readInventory(data), [folder], run.startedAt);
    const csvs = await csvsOf(data, snapshots);
    const details = {
      rows,
      columns: partitionColumns(feed),
      published_at: effects.now().toISOString(),
      run_id: id,
      program: PROGRAM,
      month,
      snapshots: [...snapshots],
    };
    const content = (path: string) => writePartition(path, csvs, mergePlan(feed), run.checkpoint);
    const [manifest] = await publishTables(data, [{ folder, version, content, details }]);
    const { where } = data.objects;
    return {
      bytes: manifest?.bytes ?? 0,
      files: { parquet: where(tableName(folder, version)), manifest: where(manifestName(folder, version)) },
    };
  };
  const written = dryRun ? undefined : await run.step(`compact ${month}`, write, rows);
  return {
    month,
    snapshot_count: snapshots.length,
    rows,
    csv_bytes: total("bytes"),
    parquet_bytes: written?.bytes ?? null,
    files: written?.files ?? null,
  };
}

/** Where the CSVs of snapshots are; whoever reads them compares them with their hashes. */
async function csvsOf(
  { objects }: DataFolder,
  snapshots: readonly SnapshotInput[],
): Promise<{ path: string; version: string; sha256: string; rows: number }[]> {
  const csvs = [];
  for (const snapshot of snapshots) {
    const { version, sha256, rows } = snapshot;
    csvs.push({ version, sha256, rows, path: await objects.path(csvOf(snapshot).name) });
  }
  return csvs;
}

/** The columns of a partition file: those of a snapshot, and which snapshot a row is of. */
function partitionColumns(feed: Feed): ManifestColumn[] {
  return [
    ...datasetColumns("snapshots", feed).map(({ name, type, unit }) => ({
      name,
      type,
      ...(unit === undefined ? {} : { unit }),
    })),
    { name: "version", type: "string" },
  ];
}
