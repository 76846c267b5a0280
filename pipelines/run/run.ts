import type pl from "nodejs-polars";
import { type Effects, realEffects } from "../../io/effects.ts";
import { type IngestOptions, ingest } from "../ingest/ingest.ts";
import { merge } from "../merge/merge.ts";
import type { RunResult } from "./run_result.ts";

/**
 * Ingests, then merges, as two lines of the history with one run id: what an operator puts into cron. When
 * the ingest fails nothing is merged.
 *
 * @returns the result, the snapshot and the merged table
 * @throws {Failure} as {@linkcode ingest} and {@linkcode merge}
 *
 * @example
 * ```ts
 * const { result } = await run({ data, logs, settings, feed: smnHourly });
 * result.merge.towns; // 2463
 * ```
 */
export async function run(
  options: IngestOptions,
  effects: Effects = realEffects,
): Promise<{ result: RunResult; snapshot: pl.DataFrame; merged: pl.DataFrame }> {
  const runId = options.runId ?? effects.uuid();
  const ingested = await ingest({ ...options, runId }, effects);
  const { result, merged } = await merge({ ...options, runId }, effects);
  const warnings = [...new Set([...ingested.result.warnings, ...result.warnings])];
  return {
    result: {
      schema_version: 1,
      command: "run",
      run_id: runId,
      warnings,
      ingest: ingested.result,
      merge: result,
    },
    snapshot: ingested.snapshot,
    merged,
  };
}
