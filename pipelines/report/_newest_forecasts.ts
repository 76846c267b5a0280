import type { Feed } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { curveColumns, type ForecastCurves, forecastCurves } from "../../reports/mod.ts";
import {
  type DataFolder,
  folderOf,
  type Inventory,
  readManifest,
  SNAPSHOT_MANIFEST,
  type SnapshotManifest,
  versionsOf,
} from "../../store/mod.ts";
import { recordsOfBody } from "../body_records.ts";

/** The newest feed's manifest and curves, and those of the one before. */
export type NewestForecasts = {
  /** The newest snapshot's manifest; undefined where there is none. */
  readonly manifest: SnapshotManifest | undefined;
  /** Its curves, or why there are none. */
  readonly curves: ForecastCurves | "no-body" | "damaged-body";
  /** The newest feed with another content that can be read; undefined where there is none. */
  readonly before: { readonly manifest: SnapshotManifest; readonly curves: ForecastCurves } | undefined;
};

/** How far back the feed before is looked for: one that has not changed for two days has no revision to show. */
const LOOKED_AT = 48;

/**
 * Reads the newest two different feed bodies that the snapshots of a data folder came from.
 *
 * @param means of which there shall be curves
 */
export async function newestForecasts(
  data: DataFolder,
  inventory: Inventory,
  feed: Feed,
  means: Feed["means"],
  now: Date,
): Promise<NewestForecasts> {
  const folder = folderOf("snapshots");
  const { versions } = versionsOf(inventory, "snapshots", now);
  let newest: Omit<NewestForecasts, "before"> | undefined;
  const seen = new Set<string>();
  for (const version of versions.slice(0, LOOKED_AT)) {
    const manifest = await readManifest(data, inventory, folder, version, SNAPSHOT_MANIFEST);
    if (seen.has(manifest.source.sha256)) continue;
    seen.add(manifest.source.sha256);
    const curves = await curvesOf(data, manifest, feed, means);
    if (newest === undefined) {
      newest = { manifest, curves };
      if (typeof curves === "string") break;
    } else if (typeof curves !== "string") {
      return { ...newest, before: { manifest, curves } };
    }
  }
  return { ...(newest ?? { manifest: undefined, curves: "no-body" }), before: undefined };
}

async function curvesOf(
  data: DataFolder,
  manifest: SnapshotManifest,
  feed: Feed,
  means: Feed["means"],
): Promise<ForecastCurves | "no-body" | "damaged-body"> {
  try {
    const of = { ...feed, means };
    return forecastCurves(await recordsOfBody(data, manifest, feed, curveColumns(of)), of);
  } catch (error) {
    // The page says that it has no curves, and why; "verify" says what is wrong with the file.
    if (error instanceof Failure && error.kind === "no-input") return "no-body";
    if (error instanceof Failure && error.kind === "contract") return "damaged-body";
    throw error;
  }
}
