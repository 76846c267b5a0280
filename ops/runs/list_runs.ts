import type { Settings } from "../../configs/mod.ts";
import { absolutePlace, type ObjectStore, type RunEntry, runsOn } from "../../store/mod.ts";
import type { RunsListResult } from "./runs_list_result.ts";

/**
 * The newest runs that worked on a data folder, failed ones among them, as the history has them.
 *
 * @param limit how many at most
 * @param failed only those that failed
 * @throws {Failure} `io` when the history cannot be read
 *
 * @example
 * ```ts
 * (await listRuns({ logs, settings, limit: 1 })).runs[0]?.exit_code; // 0
 * ```
 */
export async function listRuns({
  logs,
  settings: { dataDir, logDir },
  limit,
  failed = false,
}: {
  readonly logs: ObjectStore;
  readonly settings: Pick<Settings, "dataDir" | "logDir">;
  readonly limit: number;
  readonly failed?: boolean;
}): Promise<RunsListResult> {
  const runs: RunEntry[] = [];
  for await (const run of runsOn(logs, absolutePlace(dataDir))) {
    if (failed && run.exit_code === 0) continue;
    runs.push(run);
    if (runs.length >= limit) break;
  }
  return { schema_version: 1, command: "runs list", data_dir: dataDir, log_dir: logDir, runs };
}
