import type { RunsListResult } from "../../ops/runs/runs_list_result.ts";
import { columnTable } from "../column_table.ts";
import type { Screen } from "../screen.ts";
import { minute, size, span } from "../words.ts";

/** So much of an id names a run, as that of a commit does. */
const ID = 8;

/**
 * Past runs as a table for people, the newest first.
 *
 * @example
 * ```ts
 * process.stdout.write(runsListText(await listRuns({ logs, settings, limit: 20 }), screen));
 * ```
 */
export function runsListText({ runs, data_dir, log_dir }: RunsListResult, screen: Screen): string {
  if (runs.length === 0) return `No run on "${data_dir}" in "${log_dir}" yet\n`;
  const figure = (name: string) => runs.map(({ figures }) => figures[name] ?? null);
  const columns = [
    { header: "run", values: runs.map(({ run_id }) => run_id.slice(0, ID)) },
    { header: "started (UTC)", values: runs.map(({ started_at }) => minute(started_at)) },
    { header: "command", values: runs.map(({ command }) => command) },
    {
      header: "outcome",
      values: runs.map(({ exit_code }) => (exit_code === 0 ? "done" : `failed ${exit_code}`)),
    },
    { header: "took", values: runs.map(({ seconds }) => span(seconds)) },
    { header: "version", values: figure("version") },
    { header: "rows", values: figure("rows") },
    {
      header: "bytes",
      values: figure("bytes").map((bytes) => (typeof bytes === "number" ? size(bytes) : null)),
    },
    {
      header: "warnings",
      values: figure("warnings").map((warnings) => (Array.isArray(warnings) ? warnings.length : null)),
    },
  ];
  return `${columnTable(columns, { rows: runs.length, noun: "run", ...screen, all: "--json has all" })}\n`;
}
