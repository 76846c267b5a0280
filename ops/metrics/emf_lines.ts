import type { MetricSample } from "./metric.ts";
import type { MetricsResult } from "./metrics_result.ts";

const NAMESPACE = "municlima";
const UNITS = { seconds: "Seconds", bytes: "Bytes", count: "Count" } as const;
/** A value of a dimension may not be longer. */
const LONGEST = 1024;

/** The values that have the same dimensions, by their names. */
type Group = {
  readonly labels: MetricSample["labels"];
  readonly values: Map<string, { readonly unit: string; readonly value: number }>;
};

/**
 * Metrics in CloudWatch's embedded metric format: a line of JSON for each set of dimensions, which are the feed and what
 * a value is of, and never a run or a path, as each value of a dimension is a metric that is paid for
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 * Moments are left out, whose ages are there.
 *
 * @example
 * ```ts
 * emfLines(await measure({ data, logs, settings })); // '{"_aws":{"Timestamp":1764079200000,"CloudWatchMetrics":[…'
 * ```
 */
export function emfLines({ metrics, feed_name, now }: MetricsResult): string {
  const groups = new Map<string, Group>();
  for (const { name, unit, samples } of metrics) {
    if (unit === "moment") continue;
    for (const { labels, amount } of samples) {
      const key = JSON.stringify(labels);
      const group = groups.get(key) ?? { labels, values: new Map() };
      group.values.set(name, { unit: UNITS[unit], value: amount });
      groups.set(key, group);
    }
  }
  const common = feed_name === null ? {} : { feed: feed_name };
  return [...groups.values()].map((group) => `${JSON.stringify(lineOf(group, common, now))}\n`).join("");
}

function lineOf({ labels, values }: Group, common: Readonly<Record<string, string>>, now: string): object {
  const dimensions = Object.entries({ ...common, ...labels }).map(
    ([name, text]) => [name, text.slice(0, LONGEST)] as const,
  );
  const names = dimensions.map(([name]) => name);
  const metrics = [...values].map(([Name, { unit }]) => ({ Name, Unit: unit }));
  return {
    _aws: {
      Timestamp: Date.parse(now),
      CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: [names], Metrics: metrics }],
    },
    ...Object.fromEntries(dimensions),
    ...Object.fromEntries([...values].map(([name, { value }]) => [name, value])),
  };
}
