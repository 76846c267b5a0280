import type { ExportResult } from "../../pipelines/read/export_result.ts";
import { type Fact, facts } from "../facts.ts";
import { feedTitle } from "../feed_title.ts";
import type { Screen } from "../screen.ts";
import { counted, size, span } from "../words.ts";

/**
 * What was exported, for people.
 *
 * @example
 * ```ts
 * process.stdout.write(exportText(result, screen));
 * ```
 */
export function exportText(result: ExportResult, screen: Screen): string {
  const { style } = screen;
  const { dataset, version, rows, columns, bytes, output, overwrote, without_coordinates, seconds } = result;
  const lines: Fact[] = [
    ["feed", feedTitle(result.feed, style)],
    ["version", version],
    ["holds", `${counted(rows, "row")} × ${counted(columns.length, "column")}`],
  ];
  if (without_coordinates !== null && without_coordinates > 0) {
    const towns = counted(without_coordinates, "row");
    lines.push(["warning", style.warn(`${towns} without coordinates: they are in the file, and on no map`)]);
  }
  const instead = overwrote ? ", in place of the file that was there" : "";
  lines.push(["output", `${output}, ${size(bytes)}${instead}`]);
  return `${style.bold(`Exported ${dataset} in ${span(seconds)}`)}\n\n${facts(lines, screen)}\n`;
}
