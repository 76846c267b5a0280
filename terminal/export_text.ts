import type { ExportReport } from "../pipelines/export_report.ts";
import { feedTitle } from "./_feed_title.ts";
import { type Fact, facts } from "./facts.ts";
import type { Screen } from "./screen.ts";
import { counted, size, span } from "./words.ts";

/**
 * What was exported, for people.
 *
 * @example
 * ```ts
 * process.stdout.write(exportText(report, screen));
 * ```
 */
export function exportText(report: ExportReport, screen: Screen): string {
  const { style } = screen;
  const { dataset, version, rows, columns, bytes, output, without_coordinates, seconds } = report;
  const lines: Fact[] = [
    ["feed", feedTitle(report.feed, style)],
    ["version", version],
    ["holds", `${counted(rows, "row")} × ${counted(columns.length, "column")}`],
  ];
  if (without_coordinates !== null && without_coordinates > 0) {
    const towns = counted(without_coordinates, "row");
    lines.push(["noticed", style.warn(`${towns} without coordinates: they are in the file, and on no map`)]);
  }
  lines.push(["output", `${output}, ${size(bytes)}`]);
  return `${style.bold(`Exported ${dataset} in ${span(seconds)}`)}\n\n${facts(lines, screen)}\n`;
}
