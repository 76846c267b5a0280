import type pl from "nodejs-polars";
import { type Effects, realEffects } from "../../io/effects.ts";
import { bodyName } from "../../store/mod.ts";
import { archive } from "../archive/archive.ts";
import { type IngestOptions, ingest } from "../ingest/ingest.ts";
import { merge } from "../merge/merge.ts";
import type { RunResult } from "./run_result.ts";

/**
 * Ingests, then merges, and archives the body where that is asked for and it is new: lines of the history with one run
 * id, what an operator puts into cron. When the ingest fails nothing is merged; when archiving fails, all the rest is
 * published.
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
  options: IngestOptions & { readonly archive?: boolean | undefined },
  effects: Effects = realEffects,
): Promise<{ result: RunResult; snapshot: pl.DataFrame; merged: pl.DataFrame }> {
  const runId = options.runId ?? effects.uuid();
  const ingested = await ingest({ ...options, runId }, effects);
  const { result, merged } = await merge({ ...options, runId }, effects);
  const only = ingested.result.files === null ? undefined : bodyName(ingested.result.source.sha256);
  const archived =
    options.archive === true && only !== undefined
      ? await archive({ ...options, runId, only }, effects)
      : null;
  const warnings = [
    ...new Set([...ingested.result.warnings, ...result.warnings, ...(archived?.warnings ?? [])]),
  ];
  return {
    result: {
      schema_version: 1,
      command: "run",
      run_id: runId,
      warnings,
      ingest: ingested.result,
      merge: result,
      archive: archived,
    },
    snapshot: ingested.snapshot,
    merged,
  };
}
