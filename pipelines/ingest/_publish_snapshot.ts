import type pl from "nodejs-polars";
import type { Feed } from "../../configs/mod.ts";
import { toCsv } from "../../frames/mod.ts";
import type { Effects } from "../../io/effects.ts";
import type { FetchedFeed } from "../../io/fetch/fetched_feed.ts";
import { publicFeed } from "../../io/public_feed.ts";
import {
  archiveBody,
  claimFolder,
  type FeedOrigin,
  folderOf,
  manifestName,
  publishQuarantine,
  publishTables,
  type QuarantineFile,
  type SnapshotDetails,
  tableName,
  type Version,
} from "../../store/mod.ts";
import type { Run } from "../run/with_run.ts";
import { tableDetails } from "../table_details.ts";
import type { IngestResult } from "./ingest_result.ts";

/** What is known of a snapshot before it is published. */
export type SnapshotDraft = Omit<SnapshotDetails, "source" | "quarantine"> & { readonly source: FeedOrigin };

/** Keeps the feed's body if it is new, then publishes the snapshot and its manifest. Gives their paths. */
export async function publishSnapshot(
  made: {
    readonly feed: Feed;
    readonly fetched: Pick<FetchedFeed, "body" | "gzipped">;
    readonly snapshot: pl.DataFrame;
    readonly version: Version;
    readonly draft: SnapshotDraft;
    readonly quarantined: readonly object[];
    readonly asOf: Date | undefined;
  },
  { data, inventory, id, warnings }: Run,
  effects: Effects,
): Promise<{
  readonly files: NonNullable<IngestResult["files"]>;
  readonly quarantine: QuarantineFile | null;
}> {
  const { feed, fetched, snapshot, version, draft, quarantined, asOf } = made;
  const folder = folderOf("snapshots");
  const added = await claimFolder(data, publicFeed(feed));
  if (added.length > 0)
    warnings.push(`The data folder has recorded what its feed has more than before: ${added.join(", ")}.`);
  const raw = await archiveBody(data, fetched, draft.source.sha256);
  const quarantine = quarantined.length === 0 ? null : await publishQuarantine(data, version, quarantined);
  const details = {
    ...tableDetails(snapshot, "snapshots", feed, id, effects),
    ...draft,
    ...(asOf !== undefined && { backfilled: true as const }),
    quarantine,
    source: { ...draft.source, raw: raw.name },
  };
  await publishTables(data, [{ folder, version, content: toCsv(snapshot), details }], inventory);
  const { where } = data.objects;
  const files = {
    snapshot: where(tableName(folder, version)),
    manifest: where(manifestName(folder, version)),
    raw: where(raw.name),
  };
  return { files, quarantine };
}
