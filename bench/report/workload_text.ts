import type { Row, WorkloadResult } from "../runner/results.ts";
import { seconds, table } from "./cells.ts";

/**
 * A workload's figures in Markdown: its contestants, its goals, how long this program's steps take, and who is
 * absent.
 *
 * @example
 * ```ts
 * workloadText(result); // "| contestant | time | …"
 * ```
 */
export function workloadText({ rows, goals, steps, absent }: WorkloadResult): string {
  return [
    table(...contestants(rows)),
    ...(goals.length === 0
      ? []
      : [
          table(
            ["goal", "measured", "met"],
            goals.map(({ goal, measured, unit, met }) => [goal, `${measured} ${unit}`, met ? "yes" : "no"]),
          ),
        ]),
    ...(steps.length === 0
      ? []
      : [
          table(
            ["step of municlima", "time"],
            steps.map((step) => [step.name, seconds(step.seconds)]),
          ),
        ]),
    ...absent.map((who) => `Not taking part: ${who}.`),
  ].join("\n\n");
}

function contestants(rows: readonly Row[]): [header: string[], rows: string[][]] {
  const has = (name: "cpu" | "peakMb" | "millionRows") => rows.some((row) => row[name] !== null);
  const columns: [name: string, cell: (row: Row) => string][] = [
    ["contestant", ({ contestant }) => contestant],
    ["time", ({ wall }) => seconds(wall)],
    ["ratio", ({ ratio }) => ratio.toFixed(2)],
  ];
  if (has("cpu")) columns.push(["CPU", ({ cpu }) => (cpu === null ? "" : seconds(cpu))]);
  if (has("peakMb"))
    columns.push(["peak", ({ peakMb }) => (peakMb === null ? "" : `${peakMb.toFixed(0)} MB`)]);
  if (has("millionRows")) {
    columns.push([
      "a million rows",
      ({ wall, millionRows }) => (millionRows === null ? "" : seconds(wall / millionRows)),
    ]);
  }
  return [columns.map(([name]) => name), rows.map((row) => columns.map(([, cell]) => cell(row)))];
}
