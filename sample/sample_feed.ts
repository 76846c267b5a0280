import { sample } from "../configs/feeds/sample.ts";
import { type Hour, hoursFrom } from "./_hours.ts";
import { weatherAt } from "./_weather.ts";
import { type SampleTown, sampleTowns } from "./sample_towns.ts";

/** The words for a cloud cover up to, but not including, so many percent: the bounds the provider uses. */
const SKIES: readonly [below: number, desciel: string][] = [
  [10, "Despejado"],
  [25, "Poco nuboso"],
  [50, "Medio nublado"],
  [80, "Cielo nublado"],
  [Number.POSITIVE_INFINITY, "Cielo cubierto"],
];

/** The eight winds, clockwise from north, 45° each. */
const WINDS = ["Norte", "Noreste", "Este", "Sureste", "Sur", "Suroeste", "Oeste", "Noroeste"];

/**
 * A synthetic feed: JSON text in the layout of the real hourly one as it was in 2023. 20 columns in
 * alphabetical order, all values strings, measures written `%5.2f`, on one line; for each town the
 * 116 hours of a run, -1 to 114, ascending. All 2,463 towns make 285,708 rows, about 112 MB.
 *
 * `issue` is the hour of the first record, `YYYYMMDDThh`. The numbers depend on the seed, the town, the hour
 * of the day of `issue` and the hour of the run: the same at the same hour of any day, slightly revised at
 * the next hour, as after a new run of a model.
 *
 * @throws {Failure} `usage` where `issue` is not such an hour.
 *
 * @example
 * ```ts
 * const text = sampleFeed({ issue: "20260105T09", towns: sampleTowns().slice(0, 2) });
 * JSON.parse(text).length; // 232
 * ```
 */
export function sampleFeed({
  issue,
  seed = 1,
  towns = sampleTowns(),
}: {
  readonly issue: string;
  readonly seed?: number;
  readonly towns?: readonly SampleTown[];
}): string {
  const hours = hoursFrom(issue, sample.expected.records_per_town);
  return `[ ${towns.map((town) => townRows(town, hours, seed)).join(", ")}]`;
}

/** The rows of one town. */
function townRows(town: SampleTown, hours: readonly Hour[], seed: number): string {
  const [lat, lon] = [town.lat.toFixed(4), town.lon.toFixed(4)];
  const place = `"ides": "${town.ides}", "idmun": "${town.idmun}", "lat": "${lat}", "lon": "${lon}"`;
  const [nes, nmun] = [JSON.stringify(town.nes), JSON.stringify(town.nmun)];
  return hours
    .map((hour) => {
      const weather = weatherAt(town, hour, seed);
      const degrees = Math.round((((weather.dirvieng % 360) + 360) % 360) * 100) / 100;
      const wind = WINDS[Math.round(degrees / 45) % 8];
      const sky = SKIES.find(([below]) => weather.cloud < below)?.[1];
      return (
        `{"desciel": "${sky}", "dh": "${town.dh}", "dirvienc": "${wind}", "dirvieng": "${padded(degrees)}", ` +
        `"dpt": "${padded(weather.dpt)}", "dsem": "${hour.dsem}", "hloc": "${hour.hloc}", ` +
        `"hr": "${padded(weather.hr)}", ${place}, "nes": ${nes}, "nhor": "${hour.nhor}", "nmun": ${nmun}, ` +
        `"prec": "${padded(weather.prec)}", "probprec": "${padded(weather.probprec)}", ` +
        `"raf": "${padded(weather.raf)}", "temp": "${padded(weather.temp)}", "velvien": "${padded(weather.velvien)}"}`
      );
    })
    .join(", ");
}

/** `%5.2f` of C. */
function padded(value: number): string {
  return value.toFixed(2).padStart(5);
}
