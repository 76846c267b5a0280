import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { BUILT_IN_RULES } from "../../frames/forecasts/alert_rules.ts";
import { alerts } from "../../pipelines/archive/alerts.ts";
import { archiveRuns, timeOf, type WeatherRun, weatherRuns } from "../helpers/archive/archived_runs.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { worldAt } from "../helpers/world.ts";

const LATER = worldAt("2026-02-03T00:00:00Z");
const startOf = (run: WeatherRun) => Math.min(...run.map(({ hour }) => hour));

/** Values and hours of each town and day of a run, by plain JavaScript. */
function daysOf(run: WeatherRun) {
  const times = [...new Set(run.map(({ hour }) => hour))].sort((a, b) => a - b);
  const gaps = times.slice(1).map((hour, i) => hour - (times[i] ?? 0));
  const step = gaps.length === 0 ? 24 : Math.min(...gaps);
  const days = new Map<
    string,
    { hours: number; tmax: number | null; tmin: number | null; rain: number | null; gust: number | null }
  >();
  for (const { ides, idmun, hour, temp, prec, raf } of run) {
    const key = `${ides}-${idmun} ${timeOf(hour).slice(0, 10)}`;
    const day = days.get(key) ?? { hours: 0, tmax: null, tmin: null, rain: null, gust: null };
    days.set(key, day);
    day.hours += step;
    if (temp !== null) day.tmax = Math.max(day.tmax ?? temp, temp);
    if (temp !== null) day.tmin = Math.min(day.tmin ?? temp, temp);
    if (prec !== null) day.rain = Math.round(((day.rain ?? 0) + prec) * 10) / 10;
    if (raf !== null) day.gust = Math.max(day.gust ?? raf, raf);
  }
  return days;
}

const holds = (rule: (typeof BUILT_IN_RULES)[number], value: number | null | undefined) =>
  value !== null &&
  value !== undefined &&
  !(rule.from !== undefined && value < rule.from) &&
  !(rule.below !== undefined && value >= rule.below) &&
  !(rule.above !== undefined && value <= rule.above) &&
  !(rule.to !== undefined && value > rule.to);

test("alerts() is what plain JavaScript finds in the feeds: new, gone, changed, the same, and since which run", async () => {
  const differing = weatherRuns(4).filter((runs) => new Set(runs.map(startOf)).size === runs.length);
  await fc.assert(
    fc.asyncProperty(differing, async (given) => {
      await withDataFolder(async (folder) => {
        await archiveRuns(folder, given);
        const runs = [...given].sort((a, b) => startOf(a) - startOf(b));
        const days = runs.map(daysOf);
        const [now, then] = [days.at(-1), days.at(-2)];
        const expected: unknown[] = [];
        for (const key of new Set([...(now?.keys() ?? []), ...(then?.keys() ?? [])])) {
          for (const rule of BUILT_IN_RULES) {
            const [value, before] = [
              now?.get(key)?.[rule.measure] ?? null,
              then?.get(key)?.[rule.measure] ?? null,
            ];
            const isHere = holds(rule, value);
            const isGone =
              !isHere && holds(rule, before) && (now?.get(key)?.hours ?? -1) >= (then?.get(key)?.hours ?? 0);
            if (!isHere && !isGone) continue;
            const state = isGone
              ? "gone"
              : !holds(rule, before)
                ? "new"
                : value === before
                  ? "same"
                  : "changed";
            let first = isGone ? runs.length - 2 : runs.length - 1;
            while (first > 0 && holds(rule, days[first - 1]?.get(key)?.[rule.measure])) first--;
            expected.push([key, rule.name, state, value, before, timeOf(startOf(runs[first] as WeatherRun))]);
          }
        }
        const result = await alerts({ ...placeIn(folder.settings()), all: true }, LATER);
        const found = result.alerts.map(({ town, day, rule, state, forecast_value, value_before, since }) => [
          `${town} ${day}`,
          rule,
          state,
          forecast_value,
          value_before,
          since,
        ]);
        const sorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
        assert.equal(sorted(found), sorted(expected));
      });
    }),
    { numRuns: 8 },
  );
});

test("alerts() lists what changed unless asked for all, and says in each output that it is no official warning", async () => {
  await withDataFolder(async (folder) => {
    const day = (temp: number, first = 0) =>
      Array.from({ length: 24 }, (_, i) => ({ ides: 1, idmun: 2, hour: first + i, temp, prec: 0, raf: 1 }));
    await archiveRuns(folder, [
      [...day(36), ...day(41, 24)],
      [...day(36, 1), ...day(39, 25)],
    ]);
    const place = placeIn(folder.settings());
    const result = await alerts(place, LATER);
    assert.equal(
      result.alerts.map(({ state, rule, day }) => [state, rule, day]),
      [
        ["new", "heat-35", "2026-01-02"],
        ["gone", "heat-40", "2026-01-02"],
        ["new", "heat-35", "2026-01-03"],
      ],
    );
    assert.equal(result.counts, { new_count: 2, changed_count: 0, same_count: 1, gone_count: 1 });
    for (const name of ["a.csv", "a.json", "a.geojson", "a.atom"]) {
      await alerts({ ...place, output: `${folder.path}/${name}` }, LATER);
      assert.match(await folder.read(name), /no official warning/, name);
    }
    const atom = await folder.read("a.atom");
    assert.match(atom, /<id>urn:municlima:weather:1-2:heat-40:2026-01-02<\/id>/);
    const own = await alerts({ ...place, rules: "mild tmax >= 30 < 36.5; heat-35 tmax > 99" }, LATER);
    assert.equal(
      own.alerts.map(({ rule }) => rule),
      ["heat-40"],
    );
    const refused = await alerts({ ...place, rules: "hot" }, LATER).catch((error: Error) => error.message);
    assert.match(
      String(refused),
      /^"hot" is no alert rule\. Write a name, one of tmax, tmin, rain, gust, and a bound/,
    );
  });
});

test.run();
