import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { query } from "../../pipelines/read/query.ts";
import {
  archiveRuns,
  distinctRuns,
  runOf,
  timeOf,
  type WeatherRecord,
  weatherRuns,
} from "../helpers/archive/archived_runs.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { worldAt } from "../helpers/world.ts";

const LATER = worldAt("2026-02-03T00:00:00Z");

/** The days of one run, out of its records alone. */
function daysOf(records: readonly WeatherRecord[]): unknown[] {
  const run = runOf(records);
  const hours = [...new Set(records.map(({ hour }) => hour))].sort((a, b) => a - b);
  const gaps = hours.slice(1).map((hour, i) => hour - (hours[i] ?? 0));
  const step = gaps.length === 0 ? 24 : Math.min(...gaps);
  const days = new Map<string, WeatherRecord[]>();
  for (const record of records) {
    const name = `${record.ides} ${record.idmun} ${timeOf(record.hour).slice(0, 10)}`;
    days.set(name, [...(days.get(name) ?? []), record]);
  }
  const known = (some: readonly WeatherRecord[], of: "temp" | "prec" | "raf") =>
    some.map((record) => record[of]).filter((value) => value !== null);
  const most = (values: readonly number[]) => (values.length === 0 ? null : Math.max(...values));
  return [...days].map(([name, some]) => {
    const [ides, idmun, day] = name.split(" ");
    const rain = known(some, "prec");
    const wettest = some
      .filter(({ prec }) => prec !== null && prec > 0 && prec === most(rain))
      .sort((a, b) => a.hour - b.hour)[0];
    const counted = step * some.length;
    return {
      run,
      day,
      ides: Number(ides),
      idmun: Number(idmun),
      tmax: most(known(some, "temp")),
      tmin: known(some, "temp").length === 0 ? null : Math.min(...known(some, "temp")),
      rain: rain.length === 0 ? null : Math.round(rain.reduce((sum, each) => sum + 10 * each, 0)) / 10,
      wettest_hour: wettest === undefined ? null : timeOf(wettest.hour),
      gust: most(known(some, "raf")),
      hours: counted,
      whole: counted >= 24,
    };
  });
}

test("query() on days gives what plain JavaScript makes of the feeds, for runs of any length and towns", async () => {
  await fc.assert(
    fc.asyncProperty(weatherRuns(), async (runs) => {
      await withDataFolder(async (folder) => {
        await archiveRuns(folder, runs);
        const { result } = await query(
          "select run, day, ides, idmun, tmax, tmin, rain, wettest_hour, gust, hours, whole from days",
          { ...placeIn(folder.settings()), withRows: true },
          LATER,
        );
        const sorted = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
        assert.equal(sorted(result.answer ?? []), sorted(distinctRuns(runs).flatMap(daysOf)));
      });
    }),
    { numRuns: 15 },
  );
});

test("query() on forecasts has every record of every run, two bodies of one run apart", async () => {
  await withDataFolder(async (folder) => {
    const record = { ides: 1, idmun: 2, hour: 0, temp: 1.5, prec: null, raf: 3 };
    await archiveRuns(folder, [[record], [{ ...record, temp: 2 }], [record]]);
    const { result } = await query(
      "select run, lead_hours, cvegeo, temp, prec, count(distinct body) over () as bodies from forecasts order by temp",
      { ...placeIn(folder.settings()), withRows: true },
      LATER,
    );
    const same = { run: "2026-01-01T00:00:00", lead_hours: 0, cvegeo: "01002", prec: null, bodies: 2 };
    assert.equal(
      result.answer,
      [
        { ...same, temp: 1.5 },
        { ...same, temp: 2 },
      ].map(({ run, lead_hours, cvegeo, temp, prec, bodies }) => ({
        run,
        lead_hours,
        cvegeo,
        temp,
        prec,
        bodies,
      })),
    );
  });
});

test.run();
