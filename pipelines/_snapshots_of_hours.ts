import type { Snapshot } from "../io/store/mod.ts";

/** As much of a version as names its UTC hour: `YYYYMMDD_HH`. */
const HOUR = "YYYYMMDD_HH".length;

/**
 * The newest snapshot of each of the last distinct UTC hours that have one, oldest first.
 *
 * @param snapshots newest first
 * @param window how many hours at most
 */
export function snapshotsOfHours(snapshots: readonly Snapshot[], window: number): Snapshot[] {
  const newestOfHour = new Map<string, Snapshot>();
  for (const snapshot of snapshots) {
    const hour = snapshot.version.slice(0, HOUR);
    if (!newestOfHour.has(hour)) newestOfHour.set(hour, snapshot);
    if (newestOfHour.size === window) break;
  }
  return [...newestOfHour.values()].reverse();
}
