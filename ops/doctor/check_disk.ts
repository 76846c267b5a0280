import { randomUUID } from "node:crypto";
import { Failure } from "../../errors/mod.ts";
import { secondsSince } from "../../io/effects.ts";
import {
  type DataFolder,
  type FreeSpace,
  folderOf,
  localStore,
  type ObjectStore,
  readInventory,
  readManifest,
  SNAPSHOT_MANIFEST,
  versionsOf,
  versionTime,
} from "../../store/mod.ts";
import { type Finding, ok } from "./finding.ts";

const HOUR = 3_600_000;
/** What a month is reckoned from: as many hours of the newest runs. */
const LOOKED_AT = 168;
const HOURS_OF_MONTH = 720;
/** Below this nothing is certain to be written, in bytes. */
const LEAST = 100_000_000;
/** Each run leaves some ten files. */
const LEAST_FILES = 10_000;
/** A disk that takes longer to keep a small file has trouble, in seconds. */
const SLOW = 2;

/**
 * Whether what is written stays: a small object is put, read and removed again.
 *
 * @param space where the place is a folder: one that is not there yet is tried in the folder above it
 *
 * @example
 * ```ts
 * (await checkWriting("data folder", localStore("data"), space)).verdict; // "ok"
 * ```
 */
export async function checkWriting(
  name: string,
  place: ObjectStore,
  space: FreeSpace | undefined,
): Promise<Finding> {
  const objects = space === undefined ? place : localStore(space.folder);
  const probe = `doctor-${randomUUID()}`;
  const begun = performance.now();
  try {
    await objects.putNew(probe, new TextEncoder().encode(probe));
    const read = await objects.get(probe);
    await objects.remove([probe]);
    if (new TextDecoder().decode(read?.bytes) !== probe)
      return failure(name, "what is written is not what is read", "Check the disk.");
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const [said = "", ...advice] = error.message.replaceAll(probe, "…").split(/(?<=\.) (?=[A-Z])/);
    return failure(name, said.replace(/\.$/, ""), advice.join(" "));
  }
  const seconds = secondsSince(begun);
  const limits = await place.limits();
  const says = [`written, read and removed in ${Math.round(seconds * 1000)} ms`, ...limits].join("; ");
  if (seconds > SLOW)
    return { name, verdict: "warning", says, advice: "The disk is slow: look at what else writes to it." };
  return ok(name, says);
}

/**
 * Whether there is room for a month of runs like those of the last week.
 *
 * @throws {Failure} when the inventory or a manifest was changed or cannot be read
 *
 * @example
 * ```ts
 * (await checkSpace(data, space, new Date())).says; // "64 GB free; a month of runs takes 9.2 GB"
 * ```
 */
export async function checkSpace(data: DataFolder, { free, files }: FreeSpace, now: Date): Promise<Finding> {
  const name = "disk space";
  const month = await bytesOfMonth(data, now);
  const needs =
    month === undefined ? "no run yet to reckon a month by" : `a month of runs takes ${size(month)}`;
  const says = `${size(free)} free; ${needs}`;
  const advice = 'Free some, or see what "municlima prune --dry-run" would remove.';
  if (free < Math.max(LEAST, (month ?? 0) / 30)) return failure(name, says, advice);
  if (files !== undefined && files < LEAST_FILES)
    return { name, verdict: "warning", says: `room for ${files} more files alone`, advice };
  if (free < (month ?? 0)) return { name, verdict: "warning", says, advice };
  return ok(name, says);
}

/** What a month of runs takes that are like the newest ones, in bytes; undefined before the first. */
async function bytesOfMonth(data: DataFolder, now: Date): Promise<number | undefined> {
  const inventory = await readInventory(data);
  const versions = versionsOf(inventory, "snapshots", now).versions;
  const newest = versions[0];
  if (newest === undefined) return undefined;
  const since = versionTime(newest).getTime() - LOOKED_AT * HOUR;
  const looked = versions.filter((version) => versionTime(version).getTime() > since).slice(0, LOOKED_AT);
  const oldest = looked.at(-1) ?? newest;
  let bytes = 0;
  const bodies = new Map<string, number>();
  for (const version of looked) {
    const manifest = await readManifest(data, inventory, folderOf("snapshots"), version, SNAPSHOT_MANIFEST);
    bodies.set(manifest.source.sha256, manifest.source.bytes);
    bytes += manifest.bytes;
  }
  for (const dataset of ["means", "merged"] as const)
    for (const version of versionsOf(inventory, dataset, now).versions)
      if (version >= oldest) bytes += (await readManifest(data, inventory, folderOf(dataset), version)).bytes;
  for (const body of bodies.values()) bytes += body;
  const hours = (versionTime(newest).getTime() - versionTime(oldest).getTime()) / HOUR + 1;
  return (bytes * HOURS_OF_MONTH) / hours;
}

function size(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

function failure(name: string, says: string, advice: string): Finding {
  return { name, verdict: "failure", says, advice: advice === "" ? null : advice };
}
