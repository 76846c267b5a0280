import { random } from "./_random.ts";
import { townName } from "./_town_name.ts";
import { STATES, type State } from "./states.ts";

/** A made-up town under a real key. */
export type SampleTown = {
  /** State key (INEGI), true. */
  readonly ides: number;
  /** Municipality key within the state (INEGI), true. */
  readonly idmun: number;
  /** State name, true. */
  readonly nes: string;
  /** Municipality name, made up. */
  readonly nmun: string;
  /** Degrees north, 4 decimals, made up within the state's box. */
  readonly lat: number;
  /** Degrees east, 4 decimals, made up within the state's box. */
  readonly lon: number;
  /** Metres, made up: what makes one town of a state warmer than the next. Not a column of the feed. */
  readonly elevation: number;
  /** Hours behind UTC as the feed tables them. */
  readonly dh: number;
};

/**
 * The towns of the synthetic feed: the 2,463 keys (ides, idmun) of the real one, in an order that, like the
 * real one, starts with 20-54, ends with 19-46, is not that of the keys, and comes back to some states.
 * Names, places and elevations are made up, and the same on every call.
 *
 * @example
 * ```ts
 * const [first] = sampleTowns();
 * first?.idmun; // 54
 * ```
 */
export function sampleTowns(): readonly SampleTown[] {
  return STATES.flatMap(townsOf).sort((a, b) => rank(a) - rank(b));
}

function townsOf(state: State): SampleTown[] {
  return Array.from({ length: state.largest }, (_, index) => index + 1)
    .filter((idmun) => !state.missing.includes(idmun))
    .map((idmun) => town(state, idmun));
}

function town(state: State, idmun: number): SampleTown {
  const { ides, nes, dh } = state;
  // The name takes the numbers 1 to 3 of the town's series.
  const seed = ides * 1000 + idmun;
  const nmun = townName(seed);
  // Even over the ellipse that fills the state's box: the root keeps towns from crowding in its middle.
  const angle = 2 * Math.PI * random(seed, 4);
  const radius = Math.sqrt(random(seed, 5));
  const lat = within(state.lat, (1 + radius * Math.sin(angle)) / 2);
  const lon = within(state.lon, (1 + radius * Math.cos(angle)) / 2);
  const elevation = Math.round(within(state.elevation, random(seed, 6)));
  return { ides, idmun, nes, nmun, lat: fourDecimals(lat), lon: fourDecimals(lon), elevation, dh };
}

/** Which part of the feed a town is in; within a part, keys ascend. */
function rank({ ides, idmun }: SampleTown): number {
  if (ides === 19 && idmun <= 46) return 3;
  return ides > 20 || (ides === 20 && idmun >= 54) ? 1 : 2;
}

function within([from, to]: readonly [number, number], share: number): number {
  return from + (to - from) * share;
}

function fourDecimals(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
