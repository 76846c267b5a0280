import { type Snapshot, type SnapshotManifest, versionTime } from "../../store/mod.ts";
import { outdatedWarning } from "../folder_warnings.ts";

/** As much of a version as names its UTC hour: `YYYYMMDD_HH`. */
const HOUR = "YYYYMMDD_HH".length;
const MILLISECONDS = 3_600_000;
/** A merge of snapshots that are further apart than this, in hours, averages days and not hours. */
const FAR = 25;

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

/**
 * What is odd about the snapshots that a merge takes, a sentence each.
 *
 * @param snapshots oldest first
 * @param newest the manifest of the newest snapshot, which knows of the one before it even where a merge does not take
 * that one, as both are of one hour
 */
export function windowWarnings(
  snapshots: readonly { readonly version: Snapshot["version"]; readonly model_run: string }[],
  newest: Pick<SnapshotManifest, "version" | "older_than" | "source"> | undefined,
): string[] {
  const warnings = new Set<string>();
  if (newest !== undefined && newest.older_than !== null)
    warnings.add(outdatedWarning(newest.version, newest.source.model_run, newest.older_than));
  for (const [i, { version, model_run }] of snapshots.entries()) {
    const before = snapshots[i - 1];
    if (before === undefined) continue;
    const hours = (versionTime(version).getTime() - versionTime(before.version).getTime()) / MILLISECONDS;
    if (hours > FAR) {
      warnings.add(
        `The snapshots "${before.version}" and "${version}" are ${(hours / 24).toFixed(1)} days apart, with none between them: the means mix both.`,
      );
    }
    if (model_run < before.model_run) warnings.add(outdatedWarning(version, model_run, before.model_run));
  }
  return [...warnings];
}
