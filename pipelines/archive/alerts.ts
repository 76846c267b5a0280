import { extname } from "node:path";
import { feedLabel, type Settings } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import {
  type Alert,
  type AlertDay,
  type AlertRun,
  alertRules,
  findAlerts,
  isoTime,
  toCsv,
  toGeojson,
  townKey,
} from "../../frames/mod.ts";
import pl from "../../frames/polars.ts";
import { type Effects, realEffects, secondsSince } from "../../io/effects.ts";
import { alertsAtom } from "../../reports/mod.ts";
import { type Content, type DataFolder, listForecasts, readInventory } from "../../store/mod.ts";
import { futureWarnings, knownFeedOf } from "../folder_warnings.ts";
import { daysFrame } from "../read/days_frame.ts";
import { writeOutput } from "../write_output.ts";
import type { AlertsResult } from "./alerts_result.ts";

export type AlertsOptions = {
  readonly data: DataFolder;
  readonly settings: Pick<Settings, "dataDir" | "logDir" | "csvFormulas">;
  /** Further rules, as `alertRules()` reads them. */
  readonly rules?: string | undefined;
  /** Lists alerts that stayed the same, too. */
  readonly all?: boolean | undefined;
  /** Where to write them: .csv, .json, .geojson or .atom. */
  readonly output?: string | undefined;
  readonly noClobber?: boolean | undefined;
};

const NOTICE =
  "Derived from a forecast by fixed thresholds: no official warning. Official warnings: https://smn.conagua.gob.mx";
/** Since when an alert has held is looked for in so many runs. */
const RUNS = 6;
const COLUMNS = "state,town,name,rule,day,measure,forecast_value,value_before,since,whole,lat,lon".split(",");
const NUMBERS: ReadonlySet<string> = new Set(["forecast_value", "value_before", "lat", "lon"]);

/**
 * The towns and days of the newest run of the model that a rule is about, and what changed since the run before: new,
 * gone, changed. Of several bodies of one run the one that was archived last counts.
 *
 * @throws {Failure} `no-input` when no forecast is archived, `usage` for a rule that is none or an output of another
 * kind, `contract` when a file was changed, `cannot-create` or `io`
 *
 * @example
 * ```ts
 * const { alerts } = await alerts({ data, settings, rules: "hot-night tmin >= 25" });
 * alerts[0]; // { state: "new", town: "20-54", rule: "rain-fuerte", day: "2026-11-25", forecast_value: 31.2, … }
 * ```
 */
export async function alerts(
  options: AlertsOptions,
  { files, now }: Pick<Effects, "files" | "now"> = realEffects,
): Promise<AlertsResult> {
  const started = performance.now();
  const { data, settings, all = false, output } = options;
  const rules = alertRules(options.rules ?? "none");
  const kind = output === undefined ? undefined : extname(output).toLowerCase();
  if (kind !== undefined && !KINDS.has(kind)) {
    const message = `--output is "${output}". Give it a name that ends with .csv, .json, .geojson or .atom.`;
    throw new Failure("usage", message);
  }
  const feed = await knownFeedOf(data);
  const inventory = await readInventory(data);
  const at = now();
  const forecasts = listForecasts(inventory);
  const newest = [...new Map(forecasts.map((forecast) => [forecast.run, forecast])).values()].slice(-RUNS);
  if (newest.length === 0) {
    const message = `Found no forecasts in "${data.objects.place}". Run "municlima archive" first.`;
    throw new Failure("no-input", message);
  }
  const days = await daysFrame({ data, inventory, feed, at }, newest);
  const runs = runsOf(days, feed);
  const found = findAlerts(runs, rules);
  const count = (state: Alert["state"]) => found.filter((alert) => alert.state === state).length;
  const result: AlertsResult = {
    schema_version: 1,
    command: "alerts",
    data_dir: settings.dataDir,
    notice: NOTICE,
    warnings: futureWarnings(inventory, at),
    feed: feedLabel(feed),
    run: runs.at(-1)?.run ?? "",
    previous_run: runs.at(-2)?.run ?? null,
    all,
    alerts: found.filter(({ state }) => all || state !== "same"),
    counts: {
      new_count: count("new"),
      changed_count: count("changed"),
      same_count: count("same"),
      gone_count: count("gone"),
    },
    output: output ?? null,
    seconds: secondsSince(started),
  };
  if (output !== undefined && kind !== undefined) {
    await writeOutput(
      output,
      written(result, kind, options),
      { ...settings, noClobber: options.noClobber },
      files,
    );
  }
  return result;
}

const KINDS: ReadonlySet<string> = new Set([".csv", ".json", ".geojson", ".atom"]);

function runsOf(
  days: pl.DataFrame,
  {
    key,
    labels,
    columns,
  }: Pick<Parameters<typeof townKey>[1], "key"> & {
    readonly labels: readonly string[];
    readonly columns: readonly { readonly name: string; readonly type: string }[];
  },
): AlertRun[] {
  const names = labels.filter((label) => columns.find(({ name }) => name === label)?.type === "string");
  const runs = new Map<string, AlertDay[]>();
  const number = (value: unknown) => (value === null || value === undefined ? null : Number(value));
  for (const row of days.toRecords()) {
    const run = isoTime(new Date(Number(row.run)));
    const known = runs.get(run) ?? [];
    runs.set(run, known);
    const { tmax, tmin, rain, gust, lat, lon } = row;
    known.push({
      town: townKey(row, { key }),
      name: names
        .map((label) => String(row[label] ?? ""))
        .reverse()
        .join(", "),
      day: String(row.day),
      hours: Number(row.hours),
      whole: row.whole === true,
      ...{ tmax: number(tmax), tmin: number(tmin), rain: number(rain), gust: number(gust) },
      ...{ lat: number(lat), lon: number(lon) },
    });
  }
  return [...runs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([run, days]) => ({ run, days }));
}

function written(result: AlertsResult, kind: string, { settings }: AlertsOptions): Content {
  const bytes = (text: string) => new TextEncoder().encode(text);
  if (kind === ".json") return bytes(`${JSON.stringify(result, undefined, 2)}\n`);
  if (kind === ".atom") return bytes(alertsAtom(result));
  const frame = pl.DataFrame([
    ...COLUMNS.map((name) => {
      const values = result.alerts.map((alert) => alert[name as keyof Alert]);
      const type = NUMBERS.has(name) ? pl.Float64 : name === "whole" ? pl.Bool : pl.Utf8;
      return pl.Series(name, values, type);
    }),
    pl.Series(
      "notice",
      result.alerts.map(() => result.notice),
      pl.Utf8,
    ),
  ]);
  if (kind === ".csv") return toCsv(frame, settings.csvFormulas);
  const { attribution, synthetic } = result.feed;
  const about = { title: "Alerts", notice: result.notice, version: result.run, attribution, synthetic };
  return toGeojson(frame, { key: ["town", "rule", "day"] }, about).geojson;
}
