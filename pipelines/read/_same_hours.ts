import type { Feed } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { isDirection } from "../../frames/mod.ts";
import {
  addsUp,
  curveColumns,
  type ForecastCurves,
  type ForecastDiff,
  forecastCurves,
  forecastDiff,
} from "../../reports/mod.ts";
import {
  type DataFolder,
  folderOf,
  type Inventory,
  readManifest,
  SNAPSHOT_MANIFEST,
  type Version,
} from "../../store/mod.ts";
import { recordsOfBody } from "../body_records.ts";

/** What two feeds forecast otherwise for the same hours. */
export type SameHours = Omit<ForecastDiff, "measures"> & {
  readonly measures: readonly (ForecastDiff["measures"][number] & { readonly name: string })[];
};

/**
 * Compares the feed bodies that two snapshots came from, hour by hour. The snapshots alone would set the last hour of
 * one against the last hour of the other, and so the night against the morning.
 *
 * @param keys towns, as `townKey()` writes them
 * @returns undefined where a body is gone, or they have no hour in common
 * @throws {Failure} `contract` when a body or a manifest was changed, `io` when one cannot be read
 */
export async function sameHours(
  data: DataFolder,
  inventory: Inventory,
  versions: { readonly older: Version; readonly newer: Version },
  feed: Feed,
  keys: readonly string[],
  most: number,
): Promise<SameHours | undefined> {
  const columns = feed.columns.filter(({ name, type }) => type === "number" && !feed.labels.includes(name));
  const schema = {
    key: feed.key,
    time: feed.time,
    means: columns.map(({ name, unit = "" }) => ({ name, of: [name] as const, unit })),
  };
  const curvesOf = async (version: Version): Promise<ForecastCurves | undefined> => {
    const manifest = await readManifest(data, inventory, folderOf("snapshots"), version, SNAPSHOT_MANIFEST);
    try {
      return forecastCurves(await recordsOfBody(data, manifest, feed, curveColumns(schema)), schema);
    } catch (error) {
      if (error instanceof Failure && error.kind === "no-input") return undefined;
      throw error;
    }
  };
  const newer = await curvesOf(versions.newer);
  const older = newer === undefined ? undefined : await curvesOf(versions.older);
  if (newer === undefined || older === undefined) return undefined;
  const kinds = columns.map(({ name, unit }) => ({ adds: addsUp(unit), turns: isDirection(name, feed) }));
  const found = forecastDiff(newer, older, keys, kinds, most);
  if (found.times.length === 0) return undefined;
  const measures = found.measures.map((measure, i) => ({ ...measure, name: columns[i]?.name ?? "" }));
  return { ...found, measures };
}
