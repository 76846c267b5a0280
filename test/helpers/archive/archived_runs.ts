import * as fc from "fast-check";
import type { Feed } from "../../../configs/mod.ts";
import { archive } from "../../../pipelines/archive/archive.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { json, TINY_FEED } from "../feeds/tiny_feed.ts";
import type { DataFolder } from "../folders/data_folder.ts";
import { placeIn } from "../folders/place_in.ts";
import { worldAt } from "../world.ts";

/** A feed with what a day is made of: temperature, rain and gusts. */
export const WEATHER: Feed = {
  ...TINY_FEED,
  name: "weather",
  columns: [
    ...TINY_FEED.columns,
    { name: "prec", type: "number", unit: "mm", meaning: "Rain" },
    { name: "raf", type: "number", unit: "km/h", meaning: "Gust" },
  ],
  means: [...TINY_FEED.means, { name: "prec_mean", of: ["prec"], unit: "mm" }],
};

/** A record as an oracle knows it; null is an empty value. */
export type WeatherRecord = {
  readonly ides: number;
  readonly idmun: number;
  /** Hours since the beginning of 2026 on the feed's clock. */
  readonly hour: number;
  readonly temp: number | null;
  readonly prec: number | null;
  readonly raf: number | null;
};
export type WeatherRun = readonly WeatherRecord[];

const HOUR = 3_600_000;
const BEGIN = Date.UTC(2026, 0, 1);

/** A time of a record, ISO 8601 without a zone. */
export function timeOf(hour: number): string {
  return new Date(BEGIN + hour * HOUR).toISOString().slice(0, 19);
}

const value = (least: number, most: number) =>
  fc.option(
    fc.integer({ min: least * 10, max: most * 10 }).map((tenths) => tenths / 10),
    { freq: 8 },
  );

/** Runs of the model, in the order in which they are fetched: towns come and go, some hours lack, runs are cut short. */
export function weatherRuns(most = 4): fc.Arbitrary<WeatherRun[]> {
  const run = fc
    .record({
      start: fc.integer({ min: 0, max: 40 }),
      hours: fc.integer({ min: 1, max: 60 }),
      towns: fc.uniqueArray(fc.constantFrom([1, 1], [1, 2], [2, 1], [20, 54]), {
        minLength: 1,
        selector: (town) => town.join(),
      }),
      seed: fc.array(fc.tuple(value(-5, 45), value(0, 9), value(0, 99)), { minLength: 7, maxLength: 23 }),
      gap: fc.option(fc.integer({ min: 1, max: 20 })),
    })
    .map(({ start, hours, towns, seed, gap }) =>
      towns.flatMap(([ides = 0, idmun = 0], place) =>
        Array.from({ length: hours }, (_, i) => i)
          .filter((i) => i === 0 || place === 0 || i !== gap)
          .map((i) => {
            const [temp = null, prec = null, raf = null] = seed[(i * 5 + place * 3) % seed.length] ?? [];
            return { ides, idmun, hour: start + i, temp, prec, raf };
          }),
      ),
    );
  return fc.array(run, { minLength: 1, maxLength: most });
}

/** Ingests runs one hour after the other, and archives them. */
export async function archiveRuns(folder: DataFolder, runs: readonly WeatherRun[]): Promise<void> {
  const text = (value: number | null) => (value === null ? "" : String(value));
  const options = { ...placeIn(folder.settings({ minTowns: 0 })), feed: WEATHER };
  for (const [i, records] of runs.entries()) {
    const rows = records.map(({ ides, idmun, hour, temp, prec, raf }) => ({
      ides: String(ides),
      idmun: String(idmun),
      nmun: `Town ${ides}-${idmun}`,
      hloc: timeOf(hour).slice(0, 13).replaceAll("-", ""),
      temp: text(temp),
      prec: text(prec),
      raf: text(raf),
    }));
    const from = await folder.put("feed.json", json(rows));
    await ingest({ ...options, from }, worldAt(new Date(Date.UTC(2026, 1, 1, i)).toISOString()));
  }
  await archive(options, worldAt("2026-02-02T00:00:00Z"));
}

/** The first time of a run, as the archive names it. */
export function runOf(records: WeatherRun): string {
  return timeOf(Math.min(...records.map(({ hour }) => hour)));
}

/** Of the runs as they were fetched those that count: a body that came before is the same one. */
export function distinctRuns(runs: readonly WeatherRun[]): WeatherRun[] {
  const seen = new Map(runs.map((run) => [JSON.stringify(run), run]));
  return [...seen.values()];
}
