import type { Settings } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { diffTowns, plainRows } from "../../frames/mod.ts";
import { type Effects, realEffects, secondsSince } from "../../io/effects.ts";
import { type DataFolder, readInventory, type VersionedDataset } from "../../store/mod.ts";
import { futureWarnings, knownFeedOf } from "../folder_warnings.ts";
import { unitsOf } from "../table_details.ts";
import { chosenVersion } from "./_chosen_version.ts";
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
 * Compares two versions of a dataset, town by town: which towns are new or gone, what changed, and where most.
 *
 * @throws {Failure} `no-input` when there are no two versions, or none of that name; `usage` when both are the same;
 * `contract` or `io` when one was changed or cannot be read
 *
 * @example
 * ```ts
 * const { towns } = await diff({ data, settings });
 * towns.changed; // 2463
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
  const found = diffTowns(await read(versions.older), await read(versions.newer), feed, LARGEST);
  const units = unitsOf(dataset, feed);
  return {
    schema_version: 1,
    command: "diff",
    data_dir: dataDir,
    warnings: futureWarnings(inventory, at),
    dataset,
    ...versions,
    towns: found.towns,
    new: plainRows(found.added),
    gone: plainRows(found.gone),
    columns: found.columns,
    only_older: found.onlyOlder,
    only_newer: found.onlyNewer,
    measures: found.measures.map((measure) => ({
      name: measure.name,
      unit: units.get(measure.name) ?? null,
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
