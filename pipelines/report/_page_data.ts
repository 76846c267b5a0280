import { DateTime } from "luxon";
import type pl from "nodejs-polars";
import { type Feed, nounOf } from "../../configs/mod.ts";
import {
  addsUp,
  type CodedCurve,
  curveRevision,
  curveScale,
  encodeCurve,
  type Missing,
  type PageContract,
  type PageData,
  type PageTimes,
  pageTowns,
} from "../../reports/mod.ts";
import type { MergeManifest, SnapshotManifest } from "../../store/mod.ts";
import { PROGRAM } from "../program.ts";
import type { NewestForecasts } from "./_newest_forecasts.ts";
import type { pageCurves } from "./_page_series.ts";

/** So many times of a feed may pass before it is stale: hours of the hourly one. */
const STALE_AFTER = 6;
const HOUR = 3_600_000;

/** Everything that the page shows, out of what the data folder holds. */
export function pageData(made: {
  readonly feed: Feed;
  readonly manifest: MergeManifest;
  readonly merged: pl.DataFrame;
  readonly forecasts: NewestForecasts;
  readonly staleAfterHours: number | undefined;
  /** What the forecasts' curves are of. */
  readonly pageCurves: ReturnType<typeof pageCurves>;
}): PageData {
  const { feed, manifest, merged, forecasts, staleAfterHours } = made;
  const { series } = made.pageCurves;
  const { name, title, attribution, synthetic, clock, means } = feed;
  const towns = pageTowns(merged, feed);
  const newest = forecasts.manifest;
  const curves = typeof forecasts.curves === "string" ? undefined : forecasts.curves;
  const times = curves?.times ?? [];
  const { before } = forecasts;
  const revision =
    curves === undefined || before === undefined
      ? undefined
      : curveRevision(
          curves,
          before.curves,
          towns.keys,
          made.pageCurves.curves.map(({ unit }) => ({ adds: addsUp(unit) })),
        );
  const scales = series.map(({ curve }) =>
    curveScale(curves === undefined ? [] : [...curves.towns.values()].map((town) => town[curve] ?? [])),
  );
  const coded = (
    curveOf: (town: string, curve: number, index: number) => readonly (number | null)[] | undefined,
  ) =>
    series.map(({ curve }, i) =>
      towns.keys.map(
        (key, index): CodedCurve => encodeCurve(curveOf(key, curve, index) ?? [], scales[i] ?? 10),
      ),
    );
  const missing: Missing[] = [
    ...(newest === undefined ? (["no-snapshot"] as const) : []),
    ...(typeof forecasts.curves === "string" ? [forecasts.curves] : []),
    ...(curves !== undefined && before === undefined ? (["one-forecast"] as const) : []),
    ...(towns.lat.every((lat) => lat === null) ? (["no-coordinates"] as const) : []),
  ];
  return {
    schema_version: 1,
    program: PROGRAM,
    feed: {
      ...{ name, title, attribution, synthetic, clock },
      noun: { en: nounOf(feed), es: nounOf(feed, "es") },
      known_gaps: feed.known_gaps ?? {},
    },
    stale_after_seconds: (staleAfterHours ?? (STALE_AFTER * stepOf(times)) / HOUR) * 3600,
    measures: means.map(({ name, unit }, mean) => ({
      name,
      unit,
      series: series.flatMap((each, i) => (each.mean === mean ? [i] : [])),
    })),
    towns,
    merged: mergedFacts(manifest, merged, feed, newest),
    forecast:
      curves === undefined || newest === undefined
        ? null
        : {
            ...timesOf(newest),
            times,
            clock_offset: clockOffset(times[0], clock),
            series: series.map(({ column, unit }, i) => ({ column, unit, scale: scales[i] ?? 10 })),
            curves: coded((key, curve) => curves.towns.get(key)?.[curve]),
          },
    revision:
      revision === undefined || before === undefined
        ? null
        : {
            model_run: before.manifest.source.model_run,
            issued_at: before.manifest.source.issued_at,
            times: revision.times.length,
            change: means.map((_, mean) => revision.towns.map((town) => town[mean]?.change ?? null)),
            curves: coded((_, curve, index) => revision.towns[index]?.[curve]?.curve),
          },
    contract: newest === undefined ? null : contractFacts(newest),
    missing,
  };
}

/** The least time between two times of a forecast, in milliseconds; an hour where there is none. */
function stepOf(times: readonly string[]): number {
  const moments = times.map((time) => Date.parse(`${time}Z`));
  const steps = moments.slice(1).map((moment, i) => moment - (moments[i] ?? 0));
  return steps.length === 0 ? HOUR : Math.min(...steps);
}

function clockOffset(time: string | undefined, clock: string): number {
  if (time === undefined) return 0;
  return DateTime.fromISO(time, { zone: clock }).toMillis() - Date.parse(`${time}Z`);
}

function timesOf({ source, published_at }: SnapshotManifest): PageTimes {
  const { model_run, issued_at, fetched_at } = source;
  return { model_run, issued_at, fetched_at, published_at };
}

function mergedFacts(
  manifest: MergeManifest,
  merged: pl.DataFrame,
  { time }: Feed,
  newest: SnapshotManifest | undefined,
): PageData["merged"] {
  const { version, published_at, snapshots, window, municipalities } = manifest;
  const last = snapshots.at(-1);
  // The ages of the feed are known where the merge took the newest snapshot.
  const known = last !== undefined && last.version === newest?.version ? newest.source : undefined;
  // Times of a published table are ISO 8601, which sorts as it stands.
  const timesIn = (column: string): string[] =>
    merged.columns.includes(column) ? merged.getColumn(column).dropNulls().toArray().map(String).sort() : [];
  return {
    version,
    published_at,
    model_run: last?.model_run ?? null,
    issued_at: known?.issued_at ?? null,
    fetched_at: known?.fetched_at ?? null,
    snapshots: snapshots.map(({ version, model_run }) => ({ version, model_run })).slice(-STALE_AFTER),
    window,
    first: timesIn(`${time}_first`)[0] ?? null,
    last: timesIn(`${time}_last`).at(-1) ?? null,
    municipalities_synthetic: municipalities?.synthetic ?? false,
    unmatched:
      municipalities === null
        ? null
        : { towns: manifest.unmatched_towns, municipalities: manifest.unmatched_municipalities },
  };
}

function contractFacts(newest: SnapshotManifest): PageContract {
  const { check, expected, left_out, feed_unchanged_since } = newest;
  const { rows, towns, town_records, duplicates, empty, out_of_range } = check;
  return {
    ...timesOf(newest),
    rows,
    towns,
    expected,
    town_records,
    duplicates,
    empty,
    out_of_range,
    left_out,
    unchanged_since: feed_unchanged_since,
  };
}
