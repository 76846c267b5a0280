import type { Settings } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import { diffTowns, plainRows } from "../frames/mod.ts";
import { type Effects, realEffects } from "../io/effects.ts";
import { chosenVersion, type Versioned } from "./_chosen_version.ts";
import { feedOf } from "./_feed_of.ts";
import { readVersion } from "./_read_version.ts";
import { unitsOf } from "./_units.ts";
import type { DiffReport } from "./diff_report.ts";

export type DiffOptions = {
  readonly settings: Pick<Settings, "dataDir">;
  readonly dataset?: Versioned;
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
 * const { towns } = await diff({ settings });
 * towns.changed; // 2463
 * ```
 */
export async function diff(
  { settings: { dataDir }, dataset = "merged", older, newer }: DiffOptions,
  { files }: Pick<Effects, "files"> = realEffects,
): Promise<DiffReport> {
  const started = performance.now();
  const feed = await feedOf(dataDir, files);
  const versions = {
    older: await chosenVersion(dataset, older, dataDir, files, true),
    newer: await chosenVersion(dataset, newer, dataDir, files),
  };
  if (versions.older === versions.newer) {
    throw new Failure("usage", `Both versions are "${versions.older}". Name two different ones.`);
  }
  const read = (version: typeof versions.older) => readVersion(dataset, version, dataDir, feed, files);
  const found = diffTowns(await read(versions.older), await read(versions.newer), feed, LARGEST);
  const units = unitsOf(dataset, feed);
  return {
    schema_version: 1,
    command: "diff",
    data_dir: dataDir,
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
    seconds: Number(((performance.now() - started) / 1000).toFixed(3)),
  };
}
