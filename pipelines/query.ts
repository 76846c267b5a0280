import type { Feed, Settings } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import {
  collectSql,
  describeColumns,
  encodeFrame,
  type FrameFormat,
  plainRows,
  planSql,
  sqlWords,
  type ViewColumns,
} from "../frames/mod.ts";
import pl from "../frames/polars.ts";
import { type Effects, realEffects } from "../io/effects.ts";
import { snapshotLots } from "../io/snapshot_lots.ts";
import { type FileSystem, listSnapshots } from "../io/store/mod.ts";
import { feedOf } from "./_feed_of.ts";
import { openView, VIEWS } from "./_open_view.ts";
import { writeOutput } from "./_write_output.ts";
import type { QueryReport } from "./query_report.ts";

export type { FrameFormat };

export type QueryOptions = {
  readonly settings: Pick<Settings, "dataDir" | "csvFormulas">;
  /** Plan the query, and carry nothing out. */
  readonly explain?: boolean;
  /** The form in which the result is given too. */
  readonly format?: FrameFormat | undefined;
  /** A file that takes it in this form. */
  readonly output?: string | undefined;
  /** Whether the report should hold the rows. */
  readonly withRows?: boolean;
};

/**
 * Answers a query in Polars' SQL over the datasets of a data folder. Only the datasets that it names are opened.
 * It changes nothing, needs no lock and no network.
 *
 * @returns the report, the result, and the result in the form that was asked for
 * @throws {Failure} `usage` when the query does not work, in Polars' words; `no-input` when a dataset that it names
 * is empty; `contract` or `io` when one cannot be read; `cannot-create` or `io` when the output cannot be written
 *
 * @example
 * ```ts
 * const { frame } = await query("select nmun, temp_mean from merged order by temp_mean desc limit 5", { settings });
 * ```
 */
export async function query(
  sql: string,
  { settings: { dataDir, csvFormulas }, explain = false, format, output, withRows = false }: QueryOptions,
  { files }: Pick<Effects, "files"> = realEffects,
): Promise<{ report: QueryReport; frame: pl.DataFrame; encoded: Uint8Array | null }> {
  const started = performance.now();
  const feed = await feedOf(dataDir, files);
  const words = new Set(sqlWords(sql));
  const named = VIEWS.filter((view) => words.has(view));
  const views: Record<string, pl.LazyDataFrame> = {};
  for (const view of named) views[view] = await openView(view, dataDir, feed, files);
  const known: ViewColumns = Object.fromEntries(VIEWS.map((view) => [view, views[view]?.columns ?? []]));

  const plan = planSql(sql, views, known);
  const frame = explain ? pl.DataFrame() : await result(plan, known, { dataDir, feed, files });
  const encoded = format === undefined || explain ? null : encodeFrame(frame, format, csvFormulas);
  const written =
    encoded !== null && format !== undefined && output !== undefined
      ? { path: output, format, bytes: encoded.length }
      : null;
  if (written !== null && encoded !== null) await writeOutput(written.path, encoded, dataDir, files);
  const report: QueryReport = {
    schema_version: 1,
    command: "query",
    data_dir: dataDir,
    sql,
    views: named,
    plan: explain ? plan.describeOptimizedPlan() : null,
    columns: describeColumns(frame),
    row_count: frame.height,
    rows: withRows && !explain && written === null ? plainRows(frame) : null,
    output: written,
    seconds: Number(((performance.now() - started) / 1000).toFixed(3)),
  };
  return { report, frame, encoded };
}

/** Polars says that a value is none, not whether the query or a snapshot that was changed is to blame. */
async function result(
  plan: pl.LazyDataFrame,
  known: ViewColumns,
  { dataDir, feed, files }: { readonly dataDir: string; readonly feed: Feed; readonly files: FileSystem },
): Promise<pl.DataFrame> {
  try {
    return collectSql(plan, known);
  } catch (error) {
    if (error instanceof Failure && (known.snapshots ?? []).length > 0) {
      const snapshots = (await listSnapshots(dataDir, files)).reverse();
      for (const lot of snapshotLots(dataDir, snapshots, feed, files)) {
        await lot.collect((records) => records.select(pl.all().count()));
      }
    }
    throw error;
  }
}
