import { CATALOG, type Feed } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import {
  type DataFolder,
  feedOfFolder,
  type Inventory,
  type Recovery,
  VERSIONED,
  type Version,
  versionsOf,
} from "../store/mod.ts";

/** This many of a list are named in a sentence. */
const SHOWN = 3;

/**
 * The feed of a data folder, for commands that only look at what is there.
 *
 * @throws {Failure} `no-input` when nothing was ever ingested into it
 */
export async function knownFeedOf(data: DataFolder): Promise<Feed> {
  const feed = await feedOfFolder(data);
  if (feed !== undefined) return feed;
  const message = `Found no data in "${data.objects.place}". Run "municlima run", or "municlima demo" for made-up data.`;
  throw new Failure("no-input", message);
}

/** What a run should say of what it found when it began, a sentence each. */
export function recoveryWarnings({ objects }: DataFolder, { isNew, adopted, missing }: Recovery): string[] {
  return [
    ...(isNew
      ? [
          `Nothing was ever published in "${objects.place}": this run begins its history. If there should be data, check ${objects.isRemote === true ? "the address" : "that the disk is mounted"}.`,
        ]
      : []),
    ...(adopted > 0
      ? [
          `The inventory lacked ${adopted === 1 ? "one publication" : `${adopted} publications`}, recovered from the manifests.`,
        ]
      : []),
    ...missingWarning(objects, missing),
  ];
}

/** That files are missing which were published and never removed. */
export function missingWarning(objects: DataFolder["objects"], missing: readonly string[]): string[] {
  if (missing.length === 0) return [];
  const files = missing.length === 1 ? "1 published file is" : `${missing.length} published files are`;
  return [
    `${files} missing: ${list(missing.map(objects.where))}. "municlima verify" names each and says what to do.`,
  ];
}

/**
 * What everyone who looks at a data folder should hear: versions whose time has not come, as a clock that was wrong
 * leaves them.
 */
export function futureWarnings(inventory: Inventory, now: Date): string[] {
  const found = VERSIONED.flatMap((dataset) => {
    const { future } = versionsOf(inventory, dataset, now);
    return future.length === 0 ? [] : [`${CATALOG[dataset].title.toLowerCase()} ${list(future)}`];
  });
  if (found.length === 0) return [];
  return [
    `Ignored versions dated in the future: ${found.join("; ")}. This clock says ${now.toISOString()}. If a clock was wrong when they were published, remove them with "municlima prune --future".`,
  ];
}

/** That a snapshot's model run is older than that of the ingest before it, as a cache may serve it. */
export function outdatedWarning(version: Version, modelRun: string, newer: string): string {
  return `The snapshot "${version}" is of an older model run (${modelRun}) than the one before it (${newer}): the provider served an outdated forecast.`;
}

function list(items: readonly string[]): string {
  const shown = items.slice(0, SHOWN).map((item) => `"${item}"`);
  return items.length > SHOWN ? `${shown.join(", ")} and ${items.length - SHOWN} more` : shown.join(", ");
}
