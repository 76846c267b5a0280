import type pl from "nodejs-polars";
import { type Effects, realEffects } from "../io/effects.ts";
import { type IngestOptions, ingest } from "./ingest.ts";
import type { IngestReport } from "./ingest_report.ts";
import { merge } from "./merge.ts";
import type { MergeReport } from "./merge_report.ts";

/** What a run did; `--json` prints it as it is. */
export type RunReport = {
  readonly schema_version: 1;
  readonly command: "run";
  readonly run_id: string;
  readonly ingest: IngestReport;
  readonly merge: MergeReport;
};

/**
 * Ingests, then merges, as two entries of the ledger with one run id: what an operator puts into cron. When
 * the ingest fails nothing is merged.
 *
 * @returns the report, the snapshot and the merged table
 * @throws {Failure} as {@linkcode ingest} and {@linkcode merge}
 *
 * @example
 * ```ts
 * const { report } = await run({ settings, feed: smnHourly });
 * report.merge.towns.merged; // 2463
 * ```
 */
export async function run(
  options: IngestOptions,
  effects: Effects = realEffects,
): Promise<{ report: RunReport; snapshot: pl.DataFrame; merged: pl.DataFrame }> {
  const runId = options.runId ?? effects.uuid();
  const ingested = await ingest({ ...options, runId }, effects);
  const { report, merged } = await merge({ ...options, runId }, effects);
  return {
    report: { schema_version: 1, command: "run", run_id: runId, ingest: ingested.report, merge: report },
    snapshot: ingested.snapshot,
    merged,
  };
}
