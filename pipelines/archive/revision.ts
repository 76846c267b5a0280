import { extname } from "node:path";
import { cvegeoKey, type Feed, feedLabel, type Settings } from "../../configs/mod.ts";
import { readForecast } from "../../engines/polars/mod.ts";
import { didYouMean, Failure } from "../../errors/mod.ts";
import {
  type Accuracy,
  type Consistency,
  forecastValues,
  isDirection,
  type Observations,
  type RevisionBy,
  readObservations,
  revisionTotals,
  toCsv,
} from "../../frames/mod.ts";
import pl from "../../frames/polars.ts";
import { type Effects, realEffects, secondsSince } from "../../io/effects.ts";
import { localFiles } from "../../io/files.ts";
import { revisionSvg } from "../../reports/mod.ts";
import {
  type ArchivedForecast,
  checkedPaths,
  type DataFolder,
  eachOf,
  FORECAST_MANIFEST,
  fileOf,
  listForecasts,
  readInventory,
  readManifest,
} from "../../store/mod.ts";
import { futureWarnings, knownFeedOf } from "../folder_warnings.ts";
import { writeOutput } from "../write_output.ts";
import type { RevisionResult } from "./revision_result.ts";

export type RevisionOptions = {
  readonly data: DataFolder;
  readonly settings: Pick<Settings, "dataDir" | "logDir">;
  /** The column that is compared; the first that the feed averages, unless given. */
  readonly measure?: string | undefined;
  /** Days of lead, unless given. */
  readonly by?: RevisionBy | undefined;
  /** Only so many of the newest runs of the model; all, unless given. */
  readonly runs?: number | undefined;
  /** A CSV of what was observed: forecasts are then compared with that. */
  readonly observations?: string | undefined;
  /** From which value on an observation is an event, which forecasts hit or miss. */
  readonly threshold?: number | undefined;
  /** Where to write the figures: .csv, .json or .svg. */
  readonly output?: string | undefined;
  readonly noClobber?: boolean | undefined;
};

const HOUR = 3_600_000;

/**
 * Says how forecasts for the same hour changed from run to run: by lead, each against the shortest lead there is for its
 * hour. That is **consistency, not accuracy**: a feed holds no observations. Where these are given in a file, it is
 * accuracy. One run after the other is in memory. Of several bodies of one run the one that was archived last counts.
 *
 * @throws {Failure} `no-input` when no forecast is archived, `usage` for a measure that there is not or an output of
 * another kind, `contract` when a file was changed, `cannot-create` or `io`
 *
 * @example
 * ```ts
 * const { consistency } = await revision({ data, settings, measure: "temp", by: "days" });
 * consistency?.at(-1)?.mean_absolute_change; // 1.9
 * ```
 */
export async function revision(
  options: RevisionOptions,
  { files, now }: Pick<Effects, "files" | "now"> = realEffects,
): Promise<RevisionResult> {
  const started = performance.now();
  const { data, settings, by = "days", output } = options;
  const kind = output === undefined ? undefined : kindOf(output);
  const feed = await knownFeedOf(data);
  const measure = measureOf(feed, options.measure);
  const inventory = await readInventory(data);
  const chosen = newestOfEachRun(listForecasts(inventory)).slice(-(options.runs ?? Number.MAX_SAFE_INTEGER));
  if (chosen.length === 0) {
    const message = `Found no forecasts in "${data.objects.place}". Run "municlima archive" first.`;
    throw new Failure("no-input", message);
  }
  const observed =
    options.observations === undefined
      ? undefined
      : await observationsIn(options.observations, feed, measure.name);
  const manifests = await eachOf(chosen, ({ folder, version }) =>
    readManifest(data, inventory, folder, version, FORECAST_MANIFEST),
  );
  const paths = await checkedPaths(data, manifests.map(fileOf));
  const spans = manifests.map(({ run, last }) => (Date.parse(`${last}Z`) - Date.parse(`${run}Z`)) / HOUR + 1);
  const totals = revisionTotals({
    by,
    span: Math.max(...spans),
    turns: isDirection(measure.name, feed),
    observations: observed,
    threshold: options.threshold,
  });
  const part = by === "state" ? (stateOf(feed) ?? feed.key[0]) : undefined;
  const columns = [
    ...new Set([...feed.key, feed.time, "run", measure.name, ...(part === undefined ? [] : [part])]),
  ];
  for (const path of paths.reverse()) {
    totals.add(forecastValues(await readForecast(path, columns), feed, measure.name, part));
  }
  const result: RevisionResult = {
    schema_version: 1,
    command: "revision",
    data_dir: settings.dataDir,
    warnings: futureWarnings(inventory, now()),
    feed: feedLabel(feed),
    measure: measure.name,
    unit: measure.unit ?? null,
    by,
    model_runs: { count: chosen.length, first: manifests[0]?.run ?? "", last: manifests.at(-1)?.run ?? "" },
    consistency: observed === undefined ? totals.consistency() : null,
    accuracy: observed === undefined ? null : totals.accuracy(),
    observations:
      observed === undefined
        ? null
        : { path: options.observations ?? "", rows: observed.size, threshold: options.threshold ?? null },
    output: output ?? null,
    seconds: secondsSince(started),
  };
  if (output !== undefined && kind !== undefined) {
    const text = new TextEncoder().encode(written(result, kind));
    await writeOutput(output, text, { ...settings, noClobber: options.noClobber }, files);
  }
  return result;
}

async function observationsIn(path: string, feed: Feed, measure: string): Promise<Observations> {
  const csv = await localFiles.read(path).catch((cause: Error) => {
    throw new Failure("no-input", `Cannot read "${path}": ${cause.message}. Check the path.`, { cause });
  });
  return readObservations(csv, path, { ...feed, isMunicipal: cvegeoKey(feed) !== undefined }, measure);
}

type Kind = ".csv" | ".json" | ".svg";

function kindOf(output: string): Kind {
  const kind = extname(output).toLowerCase();
  if (kind === ".csv" || kind === ".json" || kind === ".svg") return kind;
  throw new Failure("usage", `--output is "${output}". Give it a name that ends with .csv, .json or .svg.`);
}

function measureOf(feed: Feed, wanted: string | undefined): Feed["columns"][number] {
  const measures = feed.columns.filter(({ name, type }) => type === "number" && !feed.labels.includes(name));
  const name = wanted ?? feed.means[0]?.of[0] ?? measures[0]?.name;
  const found = measures.find((column) => column.name === name);
  if (found !== undefined) return found;
  const names = measures.map((column) => column.name);
  const hint = didYouMean(name ?? "", names);
  throw new Failure("usage", `There is no measure "${name}".${hint} Choose one of ${names.join(", ")}.`);
}

/** The label that names the state: the first text, where a town is the pair of state and municipality. */
function stateOf({ labels, columns, key }: Feed): string | undefined {
  if (key.length < 2) return undefined;
  return labels.find((label) => columns.find(({ name }) => name === label)?.type === "string");
}

/** Of several bodies of one run the one that was archived last. */
function newestOfEachRun(forecasts: readonly ArchivedForecast[]): ArchivedForecast[] {
  return [...new Map(forecasts.map((forecast) => [forecast.run, forecast])).values()];
}

function written(result: RevisionResult, kind: Kind): string {
  const rows: readonly (Consistency | Accuracy)[] = result.consistency ?? result.accuracy ?? [];
  if (kind === ".json") return `${JSON.stringify(result, undefined, 2)}\n`;
  if (kind === ".csv") {
    const names = Object.keys(rows[0] ?? { group: 0, count: 0 });
    const frame = pl.DataFrame(
      names.map((name) => {
        const values = rows.map((row) => Object.entries(row).find(([key]) => key === name)?.[1] ?? null);
        const isText = values.some((value) => typeof value === "string");
        return pl.Series(name, values, isText ? pl.Utf8 : pl.Float64);
      }),
    );
    const whole = names.filter((name) => WHOLE.has(name) && !frame.getColumn(name).dtype.equals(pl.Utf8));
    return toCsv(frame.withColumns(...whole.map((name) => pl.col(name).cast(pl.Int64)))).toString();
  }
  const unit = result.unit === null ? "" : ` (${result.unit})`;
  const isConsistency = result.consistency !== null;
  const bars = rows.map((row) => ({
    group: String(row.group),
    count: row.count,
    value: "mae" in row ? row.mae : row.mean_absolute_change,
  }));
  const { first, last, count } = result.model_runs;
  return revisionSvg(bars, {
    title: isConsistency
      ? `Consistency of the forecast of ${result.measure}`
      : `Accuracy of the forecast of ${result.measure}`,
    subtitle: `${count} runs of the model, ${first} to ${last}. ${isConsistency ? "Changes between forecasts, not errors: the feed has no observations." : "Against observations."} ${result.feed.attribution}`,
    value: `${isConsistency ? "Mean absolute change" : "Mean absolute error"}${unit}`,
    group: GROUPS[result.by],
  });
}

/** What is a whole number. */
const WHOLE: ReadonlySet<string> = new Set(["group", "count", "hits", "misses", "false_alarms"]);
const GROUPS: Readonly<Record<RevisionBy, string>> = {
  hours: "Hours ahead",
  days: "Days ahead",
  state: "State",
  town: "Town",
};
