import { CATALOG, type Settings } from "../../configs/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import { status } from "../../pipelines/maintain/status.ts";
import type { Condition, StatusResult } from "../../pipelines/maintain/status_result.ts";
import { absolutePlace, type DataFolder, type ObjectStore, type RunEntry, runsOn } from "../../store/mod.ts";
import type { Metric, MetricSample } from "./metric.ts";
import type { MetricsResult } from "./metrics_result.ts";

const CONDITIONS: readonly Condition["is"][] = ["fresh", "stale", "unchanged", "failing", "missing", "empty"];
/** The commands that operators schedule, whose last runs are told of. */
const COMMANDS = ["ingest", "merge", "compact", "prune"] as const;
/** So many runs of a folder are searched for the last one of each command: a year of hourly ones. */
const SEARCHED = 20_000;

/** The last run of a command, and the last one that did not fail. */
type LastRuns = { readonly last: RunEntry; readonly done?: RunEntry | undefined };

/**
 * Measures a data folder and its runs: the one list of metrics, whatever form they are written in. What is not known,
 * such as when a feed was issued whose provider does not say, has no sample.
 *
 * @throws {Failure} as `status`
 *
 * @example
 * ```ts
 * const { metrics } = await measure({ data, logs, settings });
 * metrics.find(({ name }) => name === "snapshot_towns")?.samples; // [{ labels: {}, amount: 2463 }]
 * ```
 */
export async function measure(
  options: {
    readonly data: DataFolder;
    readonly logs: ObjectStore;
    readonly settings: Pick<Settings, "dataDir">;
  },
  effects: Pick<Effects, "now"> = realEffects,
): Promise<MetricsResult> {
  const { dataDir } = options.settings;
  const found = await status(options, effects);
  const runs = await lastRuns(options.logs, absolutePlace(dataDir));
  const metrics = [
    ...ofRuns(runs),
    ...ofData(found),
    ...ofFeed(found, runs.get("ingest")?.done),
    ...ofDisk(found),
  ];
  return {
    schema_version: 1,
    command: "metrics",
    data_dir: dataDir,
    feed_name: found.feed?.name ?? null,
    now: found.now,
    metrics: metrics.filter(({ samples }) => samples.length > 0),
    output: null,
  };
}

async function lastRuns(logs: ObjectStore, dataDir: string): Promise<ReadonlyMap<string, LastRuns>> {
  const found = new Map<string, LastRuns>();
  let searched = 0;
  for await (const run of runsOn(logs, dataDir)) {
    const known = found.get(run.command);
    const done = known?.done ?? (run.outcome === "done" ? run : undefined);
    found.set(run.command, { last: known?.last ?? run, done });
    const isFound = ["ingest", "merge"].every((command) => found.get(command)?.done !== undefined);
    if ((isFound && searched >= 100) || ++searched >= SEARCHED) break;
  }
  return found;
}

function ofRuns(runs: ReadonlyMap<string, LastRuns>): Metric[] {
  const each = (value: (runs: LastRuns) => number | undefined) =>
    samples(COMMANDS.map((command) => [{ command }, known(runs.get(command), value)]));
  const steps = COMMANDS.flatMap((command) => stepSamples(command, runs.get(command)?.last.steps ?? []));
  return [
    metric(
      "last_run_timestamp_seconds",
      "When the last run of a command ended",
      "moment",
      each(({ last }) => moment(last.finished_at)),
    ),
    metric(
      "last_success_timestamp_seconds",
      "When a command last ended well",
      "moment",
      each(({ done }) => done && moment(done.finished_at)),
    ),
    metric(
      "last_run_duration_seconds",
      "How long the last run of a command took",
      "seconds",
      each(({ last }) => last.seconds),
    ),
    metric(
      "last_run_exit_code",
      "What the last run of a command ended with, 0 where it was well",
      "count",
      each(({ last }) => last.exit_code),
    ),
    metric(
      "last_run_step_duration_seconds",
      "How long a step of the last run of a command took",
      "seconds",
      steps,
    ),
  ];
}

/** A step that a run does again counts with all of its time: a label has one value. */
function stepSamples(command: string, steps: RunEntry["steps"]): MetricSample[] {
  const seconds = new Map<string, number>();
  for (const step of steps) seconds.set(step.name, (seconds.get(step.name) ?? 0) + step.seconds);
  return [...seconds].map(([step, total]) => ({
    labels: { command, step },
    amount: Number(total.toFixed(3)),
  }));
}

function known(
  runs: LastRuns | undefined,
  value: (runs: LastRuns) => number | undefined,
): number | undefined {
  return runs === undefined ? undefined : value(runs);
}

function ofData(found: StatusResult): Metric[] {
  const { now, condition, newest_snapshot, newest_merge, age_limits, files_missing, snapshot_count } = found;
  const { fetched, issued, published } = newest_snapshot?.age_seconds ?? {};
  const ages = { fetched, issued, published: newest_merge?.age_seconds.published ?? published };
  const of = Object.entries(ages).map(([age, seconds]) => [{ age }, seconds ?? undefined] as const);
  const time = moment(now);
  return [
    metric(
      "collected_timestamp_seconds",
      "When these metrics were taken, which all ages are counted to",
      "moment",
      one(time),
    ),
    metric(
      "condition",
      "Whether the data folder is in a condition, 1 for the one it is in",
      "count",
      samples(CONDITIONS.map((is) => [{ is }, condition.is === is ? 1 : 0])),
    ),
    metric(
      "data_timestamp_seconds",
      "When the newest data was fetched, issued by its provider, and published here",
      "moment",
      samples(of.map(([labels, seconds]) => [labels, seconds === undefined ? undefined : time - seconds])),
    ),
    metric(
      "data_age_seconds",
      "How old the newest data was in each sense when these metrics were taken",
      "seconds",
      samples(of),
    ),
    metric(
      "data_age_limit_seconds",
      "How old the data may be in each sense before it is stale",
      "seconds",
      samples(Object.entries(age_limits).map(([age, seconds]) => [{ age }, seconds ?? undefined])),
    ),
    metric(
      "unchanged_runs",
      "How many ingests in a row before the newest had the same feed",
      "count",
      one(newest_snapshot?.unchanged_runs),
    ),
    metric("snapshots", "How many snapshots are published", "count", one(snapshot_count)),
    metric("snapshot_towns", "How many towns the newest snapshot has", "count", one(newest_snapshot?.towns)),
    metric("merged_towns", "How many towns the newest merged table has", "count", one(newest_merge?.towns)),
    metric("files_missing", "How many published files are missing", "count", one(files_missing)),
  ];
}

function ofFeed({ newest_snapshot }: StatusResult, ingest: RunEntry | undefined): Metric[] {
  const figure = (name: string) => {
    const value = ingest?.figures[name];
    return typeof value === "number" ? value : undefined;
  };
  const quarantined = newest_snapshot === null ? undefined : (figure("quarantined_rows") ?? 0);
  return [
    metric("feed_rows", "How many rows the last feed had that was ingested", "count", one(figure("rows"))),
    metric("feed_bytes", "How large the body of that feed was, as served", "bytes", one(figure("bytes"))),
    metric("quarantined_rows", "How many rows of that feed were quarantined", "count", one(quarantined)),
  ];
}

function ofDisk({ disk, history }: StatusResult): Metric[] {
  const each = (value: (use: StatusResult["disk"][number]) => number) =>
    samples(disk.map((use) => [{ dataset: datasetOf(use.folder) }, value(use)]));
  return [
    metric(
      "disk_bytes",
      "What a dataset takes on the disk",
      "bytes",
      each(({ bytes }) => bytes),
    ),
    metric(
      "disk_files",
      "How many files a dataset has",
      "count",
      each(({ file_count }) => file_count),
    ),
    metric("history_bytes", "What the run history takes on the disk", "bytes", one(history.bytes)),
  ];
}

/** The dataset's name in the catalog; of what is none, as of the inventory, the folder's. */
function datasetOf(folder: string): string {
  return Object.entries(CATALOG).find(([, dataset]) => dataset.folder === folder)?.[0] ?? folder;
}

function metric(name: string, help: string, unit: Metric["unit"], all: readonly MetricSample[]): Metric {
  return { name, help, unit, samples: all };
}

function one(value: number | undefined): readonly MetricSample[] {
  return samples([[{}, value]]);
}

function samples(
  all: readonly (readonly [labels: MetricSample["labels"], value: number | undefined])[],
): readonly MetricSample[] {
  return all.flatMap(([labels, amount]) => (amount === undefined ? [] : [{ labels, amount }]));
}

function moment(iso: string): number {
  return Date.parse(iso) / 1000;
}
