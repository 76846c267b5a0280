/**
 * One of many processes that work on one data folder: at each message it ingests, or merges, and answers with the
 * version that it published, or with what failed. It complains when another process publishes at the same time.
 */
import { closeSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Settings } from "../../../configs/mod.ts";
import { Failure } from "../../../errors/mod.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { realFileSystem } from "../../../store/mod.ts";
import { TINY_FEED } from "../feeds/tiny_feed.ts";
import { placeIn } from "../folders/place_in.ts";

export type ManyOrder = { readonly command: "ingest" | "merge"; readonly settings: Settings };
export type ManyAnswer = { readonly version?: string; readonly locked?: true; readonly error?: string };

/** Makes a mark before a manifest gets its name and removes it once the inventory has it: two at once cannot both make it. */
function exclusive(mark: string): typeof realFileSystem {
  let isOurs = false;
  const begin = (to: unknown) => {
    if (isOurs || !String(to).endsWith(".manifest.json")) return;
    closeSync(openSync(mark, "wx"));
    isOurs = true;
  };
  const end = (to: unknown) => {
    if (!isOurs || !/inventory\/\d+\.json$/.test(String(to))) return;
    rmSync(mark);
    isOurs = false;
  };
  return {
    ...realFileSystem,
    link: async (from, to) => {
      begin(to);
      await realFileSystem.link(from, to);
      end(to);
    },
    rename: async (from, to) => {
      await realFileSystem.rename(from, to);
      end(to);
    },
  };
}

async function obey({ command, settings }: ManyOrder): Promise<ManyAnswer> {
  const place = placeIn(settings, exclusive(join(settings.dataDir, "publishing")));
  try {
    const from = join(settings.dataDir, "feed.json");
    const done =
      command === "ingest"
        ? await ingest({ ...place, feed: TINY_FEED, from })
        : await merge({ ...place, feed: TINY_FEED });
    return { version: done.result.version };
  } catch (error) {
    return error instanceof Failure && error.kind === "locked" ? { locked: true } : { error: String(error) };
  }
}

process.on("message", async (order: ManyOrder) => process.send?.(await obey(order)));
