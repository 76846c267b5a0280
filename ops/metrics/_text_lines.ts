import { absolutePlace } from "../../store/mod.ts";
import type { MetricsResult } from "./metrics_result.ts";

/** What every metric of this program begins with. */
export const PREFIX = "municlima_";

/** The labels that tell one data folder's metrics from another's, where several are read on one machine. */
export function folderLabels({ data_dir, feed_name }: MetricsResult): Readonly<Record<string, string>> {
  return { data_dir: absolutePlace(data_dir), ...(feed_name !== null && { feed: feed_name }) };
}

/** A line for each value, as both text formats have them. */
export function sampleLines(
  name: string,
  samples: MetricsResult["metrics"][number]["samples"],
  common: Readonly<Record<string, string>>,
): string[] {
  return samples.map(({ labels, amount }) => {
    const pairs = Object.entries({ ...common, ...labels }).map(([key, text]) => `${key}="${escaped(text)}"`);
    return `${name}{${pairs.join(",")}} ${amount}`;
  });
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
