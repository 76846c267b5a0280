import { folderLabels, PREFIX, sampleLines } from "./_text_lines.ts";
import type { MetricsResult } from "./metrics_result.ts";

/**
 * Metrics in OpenMetrics' text format, version 1.0: units are said, and an end (https://prometheus.io/docs/specs/om/open_metrics_spec/).
 *
 * @example
 * ```ts
 * openMetricsText(await measure({ data, logs, settings })).endsWith("# EOF\n"); // true
 * ```
 */
export function openMetricsText(result: MetricsResult): string {
  const common = folderLabels(result);
  const lines = result.metrics.flatMap(({ name, help, unit, samples }) => [
    `# TYPE ${PREFIX}${name} gauge`,
    ...(unit === "count" ? [] : [`# UNIT ${PREFIX}${name} ${unit === "moment" ? "seconds" : unit}`]),
    `# HELP ${PREFIX}${name} ${help}.`,
    ...sampleLines(`${PREFIX}${name}`, samples, common),
  ]);
  return `${lines.join("\n")}\n# EOF\n`;
}
