/**
 * One of many processes that work on one data folder: at each message it ingests, or merges, and answers with the
 * version that it published, or with what failed. It complains when another process publishes at the same time.
 */
import { closeSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Settings } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { realEffects } from "../../io/effects.ts";
import { ingest } from "../../pipelines/ingest/ingest.ts";
import { merge } from "../../pipelines/merge/merge.ts";
import { realFileSystem } from "../../store/mod.ts";
import { placeIn } from "./place_in.ts";
import { TINY_FEED } from "./tiny_feed.ts";

export type ManyOrder = { readonly command: "ingest" | "merge"; readonly settings: Settings };
export type ManyAnswer = { readonly version?: string; readonly locked?: true; readonly error?: string };

/** Makes a mark when a table gets its name and removes it after its manifest has: two at once cannot both make it. */
function exclusive(mark: string): typeof realFileSystem {
  const link: typeof realFileSystem.link = async (from, to) => {
    if (String(to).endsWith(".csv")) closeSync(openSync(mark, "wx"));
    await realFileSystem.link(from, to);
    if (String(to).endsWith(".manifest.json")) rmSync(mark);
  };
  return { ...realFileSystem, link };
}

async function obey({ command, settings }: ManyOrder): Promise<ManyAnswer> {
  const effects = { ...realEffects, files: exclusive(join(settings.dataDir, "publishing")) };
  try {
    const from = join(settings.dataDir, "feed.json");
    const done =
      command === "ingest"
        ? await ingest({ ...placeIn(settings), feed: TINY_FEED, from }, effects)
        : await merge({ ...placeIn(settings), feed: TINY_FEED }, effects);
    return { version: done.result.version };
  } catch (error) {
    return error instanceof Failure && error.kind === "locked" ? { locked: true } : { error: String(error) };
  }
}

process.on("message", async (order: ManyOrder) => process.send?.(await obey(order)));
