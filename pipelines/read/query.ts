import type { Feed, Settings } from "../../configs/mod.ts";
import { mergePlan } from "../../engines/mod.ts";
import { assertReadable } from "../../engines/polars/mod.ts";
import { Failure } from "../../errors/mod.ts";
import {
  collectSql,
  describeColumns,
  encodeFrame,
  type FrameFormat,
  plainRows,
  planSql,
  sqlWords,
  type ViewColumns,
} from "../../frames/mod.ts";
import pl from "../../frames/polars.ts";
import { type Effects, realEffects, secondsSince } from "../../io/effects.ts";
import { type DataFolder, type Inventory, readInventory } from "../../store/mod.ts";
import { futureWarnings, knownFeedOf } from "../folder_warnings.ts";
import { writeOutput } from "../write_output.ts";
import { openView, snapshotPartitions, VIEWS } from "./_open_view.ts";
import type { QueryResult } from "./query_result.ts";

export type { FrameFormat };

export type QueryOptions = {
  readonly data: DataFolder;
  readonly settings: Pick<Settings, "dataDir" | "logDir" | "csvFormulas">;
  /** Plan the query, and carry nothing out. */
  readonly explain?: boolean;
  /** The form in which the result is given too. */
  readonly format?: FrameFormat | undefined;
  /** A file that takes it in this form. */
  readonly output?: string | undefined;
  /** Keeps a file that is there. */
  readonly noClobber?: boolean;
  /** Whether the result should have the rows. */
  readonly withRows?: boolean;
};

/**
 * Answers a query in Polars' SQL over the datasets of a data folder. Only the datasets that it names are opened.
 * It changes nothing, needs no lock and no network.
 *
 * @returns what the query gave, as a description, as a frame, and in the form that was asked for, in pieces
 * @throws {Failure} `usage` when the query does not work, in Polars' words; `no-input` when a dataset that it names
 * is empty; `contract` or `io` when one cannot be read; `cannot-create` or `io` when the output cannot be written
 *
 * @example
 * ```ts
 * const { frame } = await query("select nmun, temp_mean from merged order by temp_mean desc limit 5", { data, settings });
 * ```
 */
export async function query(
  sql: string,
  { data, settings, explain = false, format, output, noClobber, withRows = false }: QueryOptions,
  { files, now }: Pick<Effects, "files" | "now"> = realEffects,
): Promise<{ result: QueryResult; frame: pl.DataFrame; encoded: Iterable<Uint8Array> | null }> {
  const started = performance.now();
  const { dataDir, csvFormulas } = settings;
  const at = now();
  const feed = await knownFeedOf(data);
  const inventory = await readInventory(data);
  const words = new Set(sqlWords(sql));
  const named = VIEWS.filter((view) => words.has(view));
  const views: Record<string, pl.LazyDataFrame> = {};
  for (const view of named) views[view] = await openView(view, data, inventory, feed, at);
  const known: ViewColumns = Object.fromEntries(VIEWS.map((view) => [view, views[view]?.columns ?? []]));

  const plan = planSql(sql, views, known);
  const frame = explain ? pl.DataFrame() : await collected(plan, known, { data, inventory, feed, at });
  const encoded = format === undefined || explain ? null : encodeFrame(frame, format, csvFormulas);
  const written =
    encoded !== null && format !== undefined && output !== undefined
      ? { path: output, format, ...(await writeOutput(output, encoded, { ...settings, noClobber }, files)) }
      : null;
  const result: QueryResult = {
    schema_version: 1,
    command: "query",
    data_dir: dataDir,
    warnings: futureWarnings(inventory, at),
    sql,
    views: named,
    plan: explain ? plan.describeOptimizedPlan() : null,
    columns: describeColumns(frame),
    row_count: frame.height,
    rows: withRows && !explain && written === null ? plainRows(frame) : null,
    output: written,
    seconds: secondsSince(started),
  };
  return { result, frame, encoded: written === null ? encoded : null };
}

/** Polars says that a value is none, not whether the query or a snapshot that was changed is to blame. */
async function collected(
  plan: pl.LazyDataFrame,
  known: ViewColumns,
  {
    data,
    inventory,
    feed,
    at,
  }: { readonly data: DataFolder; readonly inventory: Inventory; readonly feed: Feed; readonly at: Date },
): Promise<pl.DataFrame> {
  try {
    return collectSql(plan, known);
  } catch (error) {
    if (error instanceof Failure && (known.snapshots ?? []).length > 0) {
      await assertReadable(await snapshotPartitions(data, inventory, at), mergePlan(feed));
    }
    throw error;
  }
}
