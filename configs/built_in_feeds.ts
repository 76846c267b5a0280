import type { Feed } from "./feed.ts";
import { sample } from "./feeds/sample.ts";
import { smnDaily } from "./feeds/smn_daily.ts";
import { smnHourly } from "./feeds/smn_hourly.ts";

/** The feeds that need no file, by name; the first is the default. */
export const BUILT_IN_FEEDS: ReadonlyMap<string, Feed> = new Map(
  [smnHourly, smnDaily, sample].map((feed) => [feed.name, feed]),
);
