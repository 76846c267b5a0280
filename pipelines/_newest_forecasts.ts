import { basename, join } from "node:path";
import { CATALOG, type Feed } from "../configs/mod.ts";
import { columnReader, feedFrame } from "../frames/mod.ts";
import { openBody } from "../io/open_body.ts";
import { type FileSystem, listSnapshots, readManifest } from "../io/store/mod.ts";
import { wholeText } from "../io/whole_text.ts";
import { curveColumns, type ForecastCurves, forecastCurves } from "../reports/mod.ts";
import type { PreviousSnapshot } from "./_previous_snapshot.ts";

/** The newest feed's manifest and curves, and those of the one before. */
export type NewestForecasts = {
  /** The newest snapshot's manifest; undefined where it is gone. */
  readonly manifest: PreviousSnapshot | undefined;
  /** Its curves, or why there are none. */
  readonly curves: ForecastCurves | "no-body" | "damaged-body";
  /** The newest feed with another content that can be read; undefined where there is none. */
  readonly before: { readonly manifest: PreviousSnapshot; readonly curves: ForecastCurves } | undefined;
};

/** How far back the feed before is looked for: one that has not changed for two days has no revision to show. */
const LOOKED_AT = 48;

/** Reads the newest two different feed bodies that the snapshots of a data folder came from. */
export async function newestForecasts(
  dataDir: string,
  feed: Feed,
  files: FileSystem,
): Promise<NewestForecasts> {
  const manifests: PreviousSnapshot[] = [];
  for (const { version } of (await listSnapshots(dataDir, files)).slice(0, LOOKED_AT)) {
    const manifest = await readManifest<PreviousSnapshot>(
      dataDir,
      CATALOG.snapshots.folder,
      version,
      files,
    ).catch(() => undefined);
    if (manifest !== undefined) manifests.push(manifest);
  }
  const [manifest, ...older] = manifests;
  if (manifest === undefined) return { manifest, curves: "no-body", before: undefined };

  const curves = await curvesOf(manifest, dataDir, feed, files);
  if (typeof curves === "string") return { manifest, curves, before: undefined };
  const seen = new Set([manifest.source.sha256]);
  for (const candidate of older) {
    if (seen.has(candidate.source.sha256)) continue;
    seen.add(candidate.source.sha256);
    const found = await curvesOf(candidate, dataDir, feed, files);
    if (typeof found !== "string")
      return { manifest, curves, before: { manifest: candidate, curves: found } };
  }
  return { manifest, curves, before: undefined };
}

async function curvesOf(
  { source }: PreviousSnapshot,
  dataDir: string,
  feed: Feed,
  files: FileSystem,
): Promise<ForecastCurves | "no-body" | "damaged-body"> {
  const path = join(dataDir, CATALOG.raw.folder, basename(source.raw));
  const body = await files.readFile(path).catch(() => undefined);
  if (body === undefined) return "no-body";
  try {
    const columns = curveColumns(feed);
    const opened = await openBody(body, feed.caps, path, () => columnReader(feed, columns));
    if (opened.sha256 !== source.sha256) return "damaged-body";
    const records =
      opened.text ?? feedFrame((await openBody(body, feed.caps, path, wholeText)).text, feed, path);
    return forecastCurves(records, feed);
  } catch {
    // The page says that it has no curves, and why; "verify" says what is wrong with the file.
    return "damaged-body";
  }
}
