/**
 * One of many processes that work on one data folder in a bucket: at each message it ingests, or merges, and answers with
 * the version that it published, or with what failed.
 */

import type { Settings } from "../../../configs/mod.ts";
import { Failure } from "../../../errors/mod.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { TINY_FEED } from "../feeds/tiny_feed.ts";
import { bucketStore } from "./bucket_store.ts";

export type BucketOrder = {
  readonly command: "ingest" | "merge";
  readonly endpoint: string;
  readonly bucket: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly copies: string;
  readonly from: string;
  readonly settings: Settings;
};
export type BucketAnswer = { readonly version?: string; readonly locked?: true; readonly error?: string };

async function obey({
  command,
  folder,
  copies,
  from,
  settings,
  ...server
}: BucketOrder): Promise<BucketAnswer> {
  const place = {
    data: { objects: bucketStore(server, copies, { folder }) },
    logs: bucketStore(server, copies, { folder: `${folder}/logs` }),
    settings,
    feed: TINY_FEED,
  };
  try {
    const done = command === "ingest" ? await ingest({ ...place, from }) : await merge(place);
    return { version: done.result.version };
  } catch (error) {
    return error instanceof Failure && error.kind === "locked" ? { locked: true } : { error: String(error) };
  }
}

process.on("message", async (order: BucketOrder) => process.send?.(await obey(order)));
