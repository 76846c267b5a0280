import type { Settings } from "../../configs/mod.ts";
import type { ObjectStore } from "../../store/mod.ts";
import { pastRuns } from "./_past_runs.ts";
import type { RunsShowResult } from "./runs_show_result.ts";

/**
 * All that the history has of one run.
 *
 * @param id the run's id, or as much of its start as only this one has; the last run on the data folder unless given
 * @throws {Failure} `no-input` when there is no such run, `usage` when there are several, `io` when the history cannot
 * be read
 *
 * @example
 * ```ts
 * (await showRun({ logs, settings, id: "3f2a" })).runs.map(({ command }) => command); // ["ingest", "merge"]
 * ```
 */
export async function showRun({
  logs,
  settings,
  id,
}: {
  readonly logs: ObjectStore;
  readonly settings: Pick<Settings, "dataDir">;
  readonly id?: string | undefined;
}): Promise<RunsShowResult> {
  const { here, named, tooFew } = await pastRuns(logs, settings);
  const run = id === undefined ? here.at(-1) : named(id);
  if (run === undefined) throw tooFew("no run");
  return { schema_version: 1, command: "runs show", run_id: run.run_id, runs: run.entries };
}
