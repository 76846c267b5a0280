import type { Version } from "../io/store/mod.ts";

/** As much of a version as names its UTC hour: `YYYYMMDD_HH`. */
const HOUR = "YYYYMMDD_HH".length;

/**
 * The newest version of each of the last distinct UTC hours that have one, oldest first.
 *
 * @param versions newest first
 * @param window how many hours at most
 */
export function snapshotsOfHours(versions: readonly Version[], window: number): Version[] {
  const newestOfHour = new Map<string, Version>();
  for (const version of versions) {
    const hour = version.slice(0, HOUR);
    if (!newestOfHour.has(hour)) newestOfHour.set(hour, version);
    if (newestOfHour.size === window) break;
  }
  return [...newestOfHour.values()].reverse();
}
