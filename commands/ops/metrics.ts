import { emfLines } from "../../ops/metrics/emf_lines.ts";
import { measure } from "../../ops/metrics/measure.ts";
import type { MetricsResult } from "../../ops/metrics/metrics_result.ts";
import { openMetricsText } from "../../ops/metrics/openmetrics_text.ts";
import { prometheusText } from "../../ops/metrics/prometheus_text.ts";
import { writeOutput } from "../../pipelines/write_output.ts";
import { effectsOf } from "../call/effects_of.ts";
import type { Invocation } from "../call/invocation.ts";
import { outputFile } from "../call/output_file.ts";
import { openPlace } from "../call/place.ts";
import { printResult } from "../call/print_result.ts";
import type { METRICS_FORMATS } from "../choices.ts";

const ENCODERS: Readonly<Record<(typeof METRICS_FORMATS)[number], (result: MetricsResult) => string>> = {
  prometheus: prometheusText,
  openmetrics: openMetricsText,
  emf: emfLines,
};

/** `municlima metrics`: what is measured of the data folder and its runs, for Prometheus or CloudWatch. */
export async function metricsCommand(call: Invocation): Promise<void> {
  const { path, out } = outputFile(call);
  const place = await openPlace(call);
  const measured = await measure(place);
  const text = ENCODERS[call.flags.format as keyof typeof ENCODERS](measured);
  if (path === undefined) {
    printResult(measured, () => text, out);
    return;
  }
  const { files } = await effectsOf(call);
  await writeOutput(path, new TextEncoder().encode(text), place.settings, files);
  printResult(
    { ...measured, output: path },
    () => `Wrote ${measured.metrics.length} metrics to ${path}\n`,
    out,
  );
}
