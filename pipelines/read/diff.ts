import { type Feed, feedLabel, type Settings } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { diffTowns, type PlainRow, plainRows, townKey } from "../../frames/mod.ts";
import { type Effects, realEffects, secondsSince } from "../../io/effects.ts";
import { addsUp } from "../../reports/mod.ts";
import { type DataFolder, readInventory, type VersionedDataset } from "../../store/mod.ts";
import { futureWarnings, knownFeedOf } from "../folder_warnings.ts";
import { unitsOf } from "../table_details.ts";
import { chosenVersion } from "./_chosen_version.ts";
import { type SameHours, sameHours } from "./_same_hours.ts";
import type { DiffResult } from "./diff_result.ts";
import { readVersion } from "./read_version.ts";

export type DiffOptions = {
  readonly data: DataFolder;
  readonly settings: Pick<Settings, "dataDir">;
  readonly dataset?: VersionedDataset;
  /** The version before the newest, and the newest, unless given. */
  readonly older?: string | undefined;
  readonly newer?: string | undefined;
};

/** How many of the largest changes of a measure are told. */
const LARGEST = 10;

/**
 * Compares two versions of a dataset, town by town: which towns are new or gone, what changed, and where most. Of two
 * snapshots it compares what their feeds forecast for the same hours, as the report does.
 *
 * @throws {Failure} `no-input` when there are no two versions, or none of that name; `usage` when both are the same;
 * `contract` or `io` when one was changed or cannot be read
 *
 * @example
 * ```ts
 * const { town_counts } = await diff({ data, settings });
 * town_counts.changed; // 2463
 * ```
 */
export async function diff(
  { data, settings: { dataDir }, dataset = "merged", older, newer }: DiffOptions,
  { now }: Pick<Effects, "now"> = realEffects,
): Promise<DiffResult> {
  const started = performance.now();
  const at = now();
  const feed = await knownFeedOf(data);
  const inventory = await readInventory(data);
  const versions = {
    older: chosenVersion(data, inventory, dataset, older, at, true),
    newer: chosenVersion(data, inventory, dataset, newer, at),
  };
  if (versions.older === versions.newer) {
    throw new Failure("usage", `Both versions are "${versions.older}". Name two different ones.`);
  }
  const read = (version: typeof versions.older) => readVersion(data, inventory, dataset, version, feed);
  const newerTable = await read(versions.newer);
  const found = diffTowns(await read(versions.older), newerTable, feed, LARGEST);
  const towns = new Map(plainRows(newerTable).map((row) => [townKey(row, feed), described(row, feed)]));
  const same =
    dataset === "snapshots"
      ? await sameHours(data, inventory, versions, feed, [...towns.keys()], LARGEST)
      : undefined;
  const units = unitsOf(dataset, feed);
  const unitOf = (name: string) => units.get(name) ?? null;
  return {
    schema_version: 1,
    command: "diff",
    data_dir: dataDir,
    warnings: futureWarnings(inventory, at),
    feed: feedLabel(feed),
    key: feed.key,
    dataset,
    ...versions,
    compared: dataset !== "snapshots" ? "tables" : same === undefined ? "different_hours" : "same_hours",
    same_hours: hoursOf(same),
    town_counts: {
      in_older: found.towns.older,
      in_newer: found.towns.newer,
      in_both: found.towns.both,
      changed: same?.changed ?? found.towns.changed,
    },
    new: plainRows(found.added),
    gone: plainRows(found.gone),
    columns: same?.measures.map(({ name, changed }) => ({ name, changed })) ?? found.columns,
    only_older: found.onlyOlder,
    only_newer: found.onlyNewer,
    measures:
      same?.measures.map((measure) => ({
        name: measure.name,
        unit: unitOf(measure.name),
        total: addsUp(unitOf(measure.name) ?? undefined),
        changed: measure.changed,
        appeared: null,
        vanished: null,
        mean_change: measure.meanChange,
        lowest_change: measure.lowestChange,
        highest_change: measure.highestChange,
        largest: measure.largest.map(({ town, ...values }) => ({ ...towns.get(town), ...values })),
      })) ??
      found.measures.map((measure) => ({
        name: measure.name,
        unit: unitOf(measure.name),
        total: false,
        changed: measure.changed,
        appeared: measure.appeared,
        vanished: measure.vanished,
        mean_change: measure.meanChange,
        lowest_change: measure.lowestChange,
        highest_change: measure.highestChange,
        largest: plainRows(measure.largest),
      })),
    seconds: secondsSince(started),
  };
}

/** A town's key and labels. */
function described(row: PlainRow, { key, labels }: Pick<Feed, "key" | "labels">): PlainRow {
  return Object.fromEntries([...key, ...labels].map((name) => [name, row[name] ?? null]));
}

function hoursOf(same: SameHours | undefined): DiffResult["same_hours"] {
  const [first, last] = [same?.times[0], same?.times.at(-1)];
  if (same === undefined || first === undefined || last === undefined) return null;
  return { count: same.times.length, first, last };
}
