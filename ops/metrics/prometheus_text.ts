import { folderLabels, PREFIX, sampleLines } from "./_text_lines.ts";
import type { MetricsResult } from "./metrics_result.ts";

/**
 * Metrics in Prometheus' text format, version 0.0.4, as the textfile collector of node_exporter reads it: no
 * timestamps, and a newline at the end (https://prometheus.io/docs/instrumenting/exposition_formats/).
 *
 * @example
 * ```ts
 * prometheusText(await measure({ data, logs, settings })); // "# HELP municlima_last_run_timestamp_seconds When …"
 * ```
 */
export function prometheusText(result: MetricsResult): string {
  const common = folderLabels(result);
  const lines = result.metrics.flatMap(({ name, help, samples }) => [
    `# HELP ${PREFIX}${name} ${help}.`,
    `# TYPE ${PREFIX}${name} gauge`,
    ...sampleLines(`${PREFIX}${name}`, samples, common),
  ]);
  return `${lines.join("\n")}\n`;
}
