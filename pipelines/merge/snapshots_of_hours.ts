import type { Settings } from "../../configs/mod.ts";
import {
  type DataFolder,
  type Inventory,
  type Snapshot,
  type SnapshotManifest,
  snapshotInputs,
  versionTime,
} from "../../store/mod.ts";
import { outdatedWarning } from "../folder_warnings.ts";

/** As much of a version as names its UTC hour: `YYYYMMDD_HH`. */
const HOUR = "YYYYMMDD_HH".length;
const MILLISECONDS = 3_600_000;
/** A merge of snapshots that are further apart than this, in hours, averages days and not hours. */
const FAR = 25;
/** The runs of so many snapshots are looked at together: a day and a half of hourly ones. */
const AT_ONCE = 36;

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
 * The snapshots that a merge takes, oldest first: the newest of each of the last hours, or of each of the last distinct
 * runs of the model, whichever the window counts.
 *
 * @param snapshots newest first
 * @throws {Failure} `contract` or `io` when a manifest that has to be read for its run was changed or cannot be
 */
export async function snapshotsToMerge(
  data: DataFolder,
  inventory: Inventory,
  snapshots: readonly Snapshot[],
  { window, windowBy }: Pick<Settings, "window" | "windowBy">,
): Promise<Snapshot[]> {
  if (windowBy === "hour") return snapshotsOfHours(snapshots, window);
  const newestOfRun = new Map<string, Snapshot>();
  for (let start = 0; start < snapshots.length && newestOfRun.size < window; start += AT_ONCE) {
    const some = snapshots.slice(start, start + AT_ONCE);
    for (const [i, { model_run }] of (await snapshotInputs(data, inventory, some)).entries()) {
      const snapshot = some[i];
      if (snapshot !== undefined && !newestOfRun.has(model_run)) newestOfRun.set(model_run, snapshot);
    }
  }
  // An older run that came after a newer one, as a cache serves it, is the older one.
  const newest = [...newestOfRun].sort(([a], [b]) => (a < b ? 1 : -1)).slice(0, window);
  return newest.map(([, snapshot]) => snapshot).sort((a, b) => (a.version < b.version ? -1 : 1));
}

/** How many of some snapshots have the same values as another of them. */
export function repeatedSnapshots(snapshots: readonly { readonly sha256: string }[]): number {
  const counts = new Map<string, number>();
  for (const { sha256 } of snapshots) counts.set(sha256, (counts.get(sha256) ?? 0) + 1);
  return [...counts.values()].filter((count) => count > 1).reduce((sum, count) => sum + count, 0);
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
