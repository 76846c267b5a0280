import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { revision } from "../../pipelines/archive/revision.ts";
import {
  archiveRuns,
  distinctRuns,
  timeOf,
  WEATHER,
  type WeatherRun,
  weatherRuns,
} from "../helpers/archive/archived_runs.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { worldAt } from "../helpers/world.ts";

const LATER = worldAt("2026-02-03T00:00:00Z");
const CLOSE = 1e-9;

type Forecast = { town: string; hour: number; lead: number; value: number };

/** The runs that count, by their first hours: of several bodies of one the last. */
function forecastsOf(runs: readonly WeatherRun[]): Forecast[] {
  const counting = new Map<number, WeatherRun>();
  // A body that comes again stays where it was archived, which is by its run and its hash.
  for (const run of distinctRuns(runs)) counting.set(Math.min(...run.map(({ hour }) => hour)), run);
  return [...counting].flatMap(([start, records]) =>
    records.flatMap(({ ides, idmun, hour, temp }) =>
      temp === null ? [] : [{ town: `${ides}-${idmun}`, hour, lead: hour - start, value: temp }],
    ),
  );
}

/** Runs whose first hours differ, so that none stands for another. */
const differing = weatherRuns(5).filter((runs) => {
  const starts = runs.map((run) => Math.min(...run.map(({ hour }) => hour)));
  return new Set(starts).size === starts.length;
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

/** How each forecast differs from that of the shortest lead, by a group. */
function consistencyOf(forecasts: readonly Forecast[], groupOf: (forecast: Forecast) => string | number) {
  const groups = new Map<string | number, number[]>();
  for (const forecast of forecasts) {
    const same = forecasts.filter(({ town, hour }) => town === forecast.town && hour === forecast.hour);
    const last = same.reduce((best, each) => (each.lead < best.lead ? each : best));
    if (last === forecast) continue;
    const group = groupOf(forecast);
    groups.set(group, [...(groups.get(group) ?? []), forecast.value - last.value]);
  }
  return new Map(
    [...groups].map(([group, changes]) => {
      const bias = mean(changes);
      const spread = Math.sqrt(mean(changes.map((change) => (change - bias) ** 2)));
      return [group, [changes.length, mean(changes.map(Math.abs)), bias, spread]] as const;
    }),
  );
}

function close(found: readonly number[], expected: readonly number[], what: string): void {
  for (const [i, value] of expected.entries())
    assert.ok(Math.abs((found[i] ?? Number.NaN) - value) < 1e-6, `${what}: ${found} is not ${expected}`);
  assert.is(found.length, expected.length, what);
}

test("revision() is what plain JavaScript makes of the feeds, by hours, days, state and town", async () => {
  assert.ok(CLOSE > 0);
  await fc.assert(
    fc.asyncProperty(differing, async (runs) => {
      await withDataFolder(async (folder) => {
        await archiveRuns(folder, runs);
        const forecasts = forecastsOf(runs);
        const groups = {
          hours: ({ lead }: Forecast) => lead,
          days: ({ lead }: Forecast) => Math.floor(lead / 24),
          town: ({ town }: Forecast) => town,
          state: ({ town }: Forecast) => `Town ${town}`,
        } as const;
        for (const [by, groupOf] of Object.entries(groups)) {
          const options = { ...placeIn(folder.settings()), measure: "temp", by: by as keyof typeof groups };
          const { consistency } = await revision(options, LATER);
          const expected = consistencyOf(forecasts, groupOf);
          assert.equal(
            (consistency ?? []).map(({ group }) => group),
            [...expected.keys()].sort((a, b) =>
              typeof a === "number" && typeof b === "number" ? a - b : a < b ? -1 : 1,
            ),
          );
          for (const { group, count, mean_absolute_change, bias, spread } of consistency ?? [])
            close([count, mean_absolute_change, bias, spread], expected.get(group) ?? [], `${by} ${group}`);
        }
      });
    }),
    { numRuns: 8 },
  );
});

test("revision() with observations is accuracy: errors, and hits, misses and false alarms with their counts", async () => {
  await withDataFolder(async (folder) => {
    const record = (hour: number, prec: number | null) => ({
      ides: 1,
      idmun: 2,
      hour,
      temp: 1,
      prec,
      raf: 1,
    });
    await archiveRuns(folder, [
      [record(0, 0), record(1, 5), record(2, 3), record(3, null), record(4, 9)],
      [record(1, 1), record(2, 0)],
    ]);
    const rows = [
      "01002,2026-01-01T00:00,2",
      "1002,2026-01-01 01:00:00,4",
      "01002,2026-01-01T02,0",
      "01002,2026-01-01T03:00,7",
      "01002,2026-01-01T04:00,",
      "09009,2026-01-01T01:00,1",
    ];
    const path = await folder.put("seen.csv", `cvegeo,time,value\n${rows.join("\n")}\n`);
    const options = { ...placeIn(folder.settings()), measure: "prec", observations: path, threshold: 2 };
    const result = await revision(options, LATER);
    assert.is(result.consistency, null);
    assert.equal(result.observations, { path, rows: 5, threshold: 2 });
    const [day] = result.accuracy ?? [];
    // 0 for 2, 5 for 4, 3 for 0; then 1 for 4, 0 for 0.
    assert.equal([day?.group, day?.count, day?.hits, day?.misses, day?.false_alarms], [0, 5, 1, 2, 1]);
    close([day?.mae ?? 0, day?.rmse ?? 0, day?.bias ?? 0], [9 / 5, Math.sqrt(23 / 5), -1 / 5], "errors");
    const byKey = await folder.put("key.csv", "ides,idmun,hloc,prec\n1,2,2026-01-01T01:00:00,4\n");
    assert.is((await revision({ ...options, observations: byKey }, LATER)).accuracy?.[0]?.count, 2);
  });
});

test("revision() refuses what it cannot compare, and says what to do", async () => {
  await withDataFolder(async (folder) => {
    await archiveRuns(folder, [[{ ides: 1, idmun: 2, hour: 0, temp: 1, prec: 0, raf: 1 }]]);
    const options = placeIn(folder.settings());
    const refusal = async (more: object) =>
      await revision({ ...options, ...more }, LATER).then(
        () => "",
        (error: Error) => error.message,
      );
    assert.match(
      await refusal({ measure: "tmp" }),
      /no measure "tmp"\. Did you mean "temp"\? Choose one of temp, prec, raf\./,
    );
    assert.match(await refusal({ output: "x.png" }), /--output is "x\.png"\. Give it a name that ends with/);
    assert.match(await refusal({ observations: "no.csv" }), /Cannot read "no\.csv"/);
    const bad = async (text: string) => await refusal({ observations: await folder.put("o.csv", text) });
    assert.match(
      await bad("town,time,value\n"),
      /has the columns "town,time,value", and needs "cvegeo", or "ides" and "idmun", "time" and "value"/,
    );
    assert.match(
      await bad("cvegeo,time,value\n01002,2026-01-01T00:00,warm\n"),
      /Row 1 of .*"value" is "warm", not a number/,
    );
    assert.match(await bad("cvegeo,time,value\n01002,yesterday,1\n"), /"time" is "yesterday", not a time/);
    assert.equal((await revision(options, LATER)).consistency, []);
  });
});

test("revision() writes CSV, JSON and a chart that says it is consistency and no accuracy", async () => {
  await withDataFolder(async (folder) => {
    const record = (hour: number, temp: number) => ({ ides: 1, idmun: 2, hour, temp, prec: 0, raf: 1 });
    await archiveRuns(folder, [[record(0, 1), record(1, 2)], [record(1, 4)]]);
    const place = placeIn(folder.settings());
    const written = async (name: string) => {
      await revision({ ...place, output: `${folder.path}/${name}` }, LATER);
      return await folder.read(name);
    };
    assert.is(await written("r.csv"), "group,count,mean_absolute_change,bias,spread\n0,1,2.0,-2.0,0.0\n");
    assert.equal(JSON.parse(await written("r.json")).consistency[0].group, 0);
    const svg = await written("r.svg");
    assert.match(svg, /^<svg xmlns=.*Changes between forecasts, not errors.*<\/svg>\n$/s);
    assert.is(svg.match(/<title>/g)?.length, 1);
    assert.match(svg, new RegExp(WEATHER.attribution));
    assert.ok(timeOf(0).startsWith("2026"));
  });
});

test.run();
