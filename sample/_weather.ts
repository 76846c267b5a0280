import type { Hour } from "./_hours.ts";
import { random } from "./_random.ts";
import type { SampleTown } from "./sample_towns.ts";

/** Made-up weather at one town in one hour, in the feed's units, not yet rounded. */
export type Weather = {
  /** Cloud cover, %. */
  readonly cloud: number;
  readonly temp: number;
  readonly dpt: number;
  readonly hr: number;
  readonly prec: number;
  readonly probprec: number;
  readonly velvien: number;
  readonly raf: number;
  readonly dirvieng: number;
};

const TURN = 2 * Math.PI;

/**
 * Weather that hangs together rather than weather that is likely: a sine of the day, a slow wave that
 * crosses the country as a front does, some noise, and a small revision from one run to the next that grows
 * with the lead time. Depends on the seed, the town, the hour of the day on which the run starts and the hour
 * of the run, never on the date, so that two days give the same numbers.
 */
export function weatherAt(town: SampleTown, hour: Hour, seed: number): Weather {
  const { lat, lon } = town;
  const { sinceMidnight, nhor } = hour;
  const townSeed = random(seed, town.ides * 1000 + town.idmun) * 2 ** 32;
  const noise = (n: number) => random(townSeed, sinceMidnight * 6 + n);

  const runStart = sinceMidnight - nhor - 1;
  const revisionPhase = TURN * random(seed, -1 - runStart);
  const revision = ((nhor + 6) / 120) * Math.sin(revisionPhase + 0.5 * lat + 0.4 * lon + nhor / 15);
  const front = Math.sin((TURN * sinceMidnight) / 90 + 0.25 * lat - 0.35 * lon + TURN * random(seed, 0));
  // The feed's clock is UTC-6, and the sun moves 15° an hour; the day is warmest about three hours after noon.
  const solarHour = sinceMidnight + 6 + lon / 15;
  const warmth = Math.cos((TURN * (solarHour - 15)) / 24);
  // 0 in the dry north-west, 1 in the wet south-east.
  const wetness = clamp((lon + 108) / 15 - (lat - 17) / 16, 0, 1);

  const cloud = clamp(20 + 35 * wetness + 38 * front + 8 * warmth + 14 * noise(0) + 5 * revision, 0, 100);
  // Sea-level mean by latitude; 6.5 °C less per kilometre, as in the ICAO standard atmosphere.
  const dailyMean = 28.5 - 0.3 * (lat - 15) - 0.0065 * town.elevation;
  const swing = (9 - 5 * wetness) * (1 - cloud / 250);
  const temp = dailyMean + swing * warmth - 1.5 * front + 0.4 * noise(1) + 0.6 * revision;
  const spread = 1 + 9 * (1 - wetness) + 0.9 * swing * (1 + warmth) - 0.03 * cloud + 0.6 * noise(2);
  const dpt = temp - Math.max(spread, 0.2);

  const probprec = clamp(5 * Math.round((cloud - 60) / 1.9), 0, 95);
  const prec = probprec < 50 ? 0 : 6 * ((probprec - 45) / 50) ** 2 * noise(3) ** 2;
  const velvien = 3 + 3 * (1 + warmth) + 2 * (1 + front) + 4 * noise(4) + 0.8 * revision;
  return {
    cloud,
    temp,
    dpt,
    hr: relativeHumidity(temp, dpt),
    prec,
    probprec,
    velvien,
    raf: velvien * (1.1 + 0.8 * noise(1)) + 2 * prec,
    dirvieng: 100 + 90 * front + 40 * warmth + 120 * (noise(5) - 0.5) + 10 * revision,
  };
}

/** In %, after Magnus, with the constants of Alduchov and Eskridge (1996), J. Appl. Meteorol. 35, 601-609. */
function relativeHumidity(temp: number, dpt: number): number {
  const exponent = (celsius: number) => (17.625 * celsius) / (243.04 + celsius);
  return 100 * Math.exp(exponent(dpt) - exponent(temp));
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
