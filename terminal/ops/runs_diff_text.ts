import type { ComparedRun, RunDifference, RunsDiffResult } from "../../ops/runs/runs_diff_result.ts";
import { columnTable } from "../column_table.ts";
import type { Screen } from "../screen.ts";
import { minute, span } from "../words.ts";

/**
 * Two past runs side by side for people.
 *
 * @example
 * ```ts
 * process.stdout.write(runsDiffText(await diffRuns({ logs, settings }), screen));
 * ```
 */
export function runsDiffText({ older_run, newer_run, differences }: RunsDiffResult, screen: Screen): string {
  const columns = [
    { header: "of", values: differences.map((each) => each.of) },
    { header: "what", values: differences.map(({ what }) => what.replaceAll("_", " ")) },
    { header: "older", values: differences.map((each) => told(each, each.older_value)) },
    { header: "newer", values: differences.map((each) => told(each, each.newer_value)) },
    { header: "change", values: differences.map(change) },
  ];
  const title = ({ run_id, started_at }: ComparedRun) => `${run_id} of ${minute(started_at)} UTC`;
  const table = columnTable(columns, {
    rows: differences.length,
    noun: "difference",
    ...screen,
    all: "--json has all",
  });
  return `${screen.style.bold(`${title(older_run)}, and ${title(newer_run)}`)}\n\n${table}\n`;
}

function told({ what }: RunDifference, value: RunDifference["older_value"]): string | null {
  if (typeof value === "number" && isSeconds(what)) return span(value);
  return value === null ? null : String(value);
}

function change({ what, older_value, newer_value, change }: RunDifference): string {
  if (older_value === newer_value) return "";
  if (change === null || what === "exit_code") return "other";
  const amount = isSeconds(what) ? span(Math.abs(change)) : String(Math.abs(change));
  return `${change < 0 ? "-" : "+"}${amount}`;
}

function isSeconds(what: string): boolean {
  return what === "seconds" || what.startsWith("step ");
}
