import type { Metric } from "./metric.ts";

/** A run that has ended, as far as its line tells of it. */
export type EndedRun = {
  readonly command: string;
  readonly run_id: string;
  readonly feed: string;
  readonly seconds: number;
  readonly exit_code: number;
  readonly now: Date;
};

const NAMESPACE = "municlima";
const UNITS = { seconds: "Seconds", bytes: "Bytes", count: "Count" } as const;
/** A run that found another one at work ends with this. */
const LOCKED = 75;
/** What is told of the folder after a run: each is paid for, so that these are what an alarm or a dashboard asks. */
const TOLD = [
  ...["condition", "data_age_seconds", "snapshot_towns", "merged_towns"],
  ...["feed_rows", "quarantined_rows", "files_missing"],
];
/** A value of a dimension may not be longer. */
const LONGEST = 1024;

/**
 * A run as one line of JSON in CloudWatch's embedded metric format: how it ended, and what state it left the folder in.
 * Its dimensions are the feed and the command, so that the metrics of a deployment have fixed names: what else a value is
 * of is a part of its name. The run's id is there to search for, and no dimension. A run that found another at work
 * (exit code 75) has neither failed nor succeeded.
 *
 * @param metrics what was measured after the run; none where that failed
 * @returns the line, with its end
 *
 * @example
 * ```ts
 * runEmfLine({ command: "run", run_id, feed: "smn-hourly", seconds: 4.1, exit_code: 0, now: new Date() }, metrics);
 * // '{"_aws":{"Timestamp":…},"feed":"smn-hourly","command":"run",…,"run_succeeded":1,…,"condition_stale":0,…}\n'
 * ```
 */
export function runEmfLine(
  { command, run_id, feed, seconds, exit_code, now }: EndedRun,
  metrics: readonly Metric[],
): string {
  const isLocked = exit_code === LOCKED;
  const values = [
    { Name: "run_seconds", Unit: "Seconds", value: seconds },
    { Name: "run_succeeded", Unit: "Count", value: exit_code === 0 ? 1 : 0 },
    { Name: "run_failed", Unit: "Count", value: exit_code === 0 || isLocked ? 0 : 1 },
    { Name: "run_locked", Unit: "Count", value: isLocked ? 1 : 0 },
    ...metrics.filter(({ name }) => TOLD.includes(name)).flatMap(valuesOf),
  ];
  const Metrics = values.map(({ Name, Unit }) => ({ Name, Unit }));
  const directive = { Namespace: NAMESPACE, Dimensions: [["feed", "command"]], Metrics };
  const line = {
    _aws: { Timestamp: now.getTime(), CloudWatchMetrics: [directive] },
    feed: feed.slice(0, LONGEST),
    command,
    run_id,
    exit_code,
    ...Object.fromEntries(values.map(({ Name, value }) => [Name, value])),
  };
  return `${JSON.stringify(line)}\n`;
}

function valuesOf({ name, unit, samples }: Metric) {
  if (unit === "moment") return [];
  return samples.map(({ labels, amount }) => ({
    Name: [name, ...Object.values(labels)].join("_"),
    Unit: UNITS[unit],
    value: amount,
  }));
}
