import { join } from "node:path";
import type pl from "nodejs-polars";
import { CATALOG, type Feed } from "../configs/mod.ts";
import { type QuarantinedRow, toCsv } from "../frames/mod.ts";
import type { Effects } from "../io/effects.ts";
import type { FetchedFeed } from "../io/fetched_feed.ts";
import {
  claimDataFolder,
  keepRaw,
  publishRows,
  publishTable,
  type QuarantineFile,
  type Version,
} from "../io/store/mod.ts";
import type { Run } from "./_recorded.ts";
import { tableDetails } from "./_table_details.ts";
import { unitsOf } from "./_units.ts";
import type { IngestReport, SnapshotDetails } from "./ingest_report.ts";

/** Keeps the feed's body if it is new, then publishes the snapshot and its manifest. Gives their paths. */
export async function publishSnapshot(
  made: {
    readonly dataDir: string;
    readonly feed: Feed;
    readonly fetched: Pick<FetchedFeed, "body" | "gzipped">;
    readonly snapshot: pl.DataFrame;
    readonly version: Version;
    readonly details: SnapshotDetails;
    readonly quarantined: readonly QuarantinedRow[];
    readonly run: Run;
  },
  effects: Effects,
): Promise<{ files: NonNullable<IngestReport["files"]>; quarantine: QuarantineFile | null }> {
  const { dataDir, feed, fetched, snapshot, version, details, quarantined, run } = made;
  const { folder } = CATALOG.snapshots;
  await claimDataFolder(dataDir, feed, effects.files);
  const raw = await keepRaw(dataDir, fetched, details.source.sha256, effects.files);
  const quarantine =
    quarantined.length === 0 ? null : await publishRows(dataDir, version, quarantined, effects.files);
  await publishTable(
    dataDir,
    folder,
    version,
    toCsv(snapshot),
    {
      ...tableDetails(snapshot, unitsOf("snapshots", feed), run.id, effects),
      ...details,
      quarantine,
      source: { ...details.source, raw: raw.path },
    },
    effects.files,
  );
  const files = {
    snapshot: join(dataDir, folder, `${version}.csv`),
    manifest: join(dataDir, folder, `${version}.manifest.json`),
    raw: join(dataDir, raw.path),
  };
  return { files, quarantine };
}
