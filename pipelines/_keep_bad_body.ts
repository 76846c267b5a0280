import { join } from "node:path";
import { CATALOG } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import type { Effects } from "../io/effects.ts";
import type { FetchedFeed } from "../io/fetched_feed.ts";
import { publishFile, sha256 } from "../io/store/mod.ts";
import type { Run } from "./_recorded.ts";

/** How much of the hash names a body: the same one that comes again every hour is kept once. */
const DIGITS = 16;

/**
 * Does what may find that a feed's body breaks its contract, and keeps such a body in the quarantine, as it was
 * served, with the reason beside it. The failure then says where it is.
 */
export async function keepingBadBody<T>(
  { body, gzipped, source }: Pick<FetchedFeed, "body" | "gzipped" | "source">,
  dataDir: string,
  run: Run,
  { files, now }: Pick<Effects, "files" | "now">,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== "contract") throw error;
    const folder = join(dataDir, CATALOG.quarantine.folder);
    const name = sha256(body).slice(0, DIGITS);
    const kept = join(folder, `${name}.${gzipped ? "json.gz" : "json"}`);
    const why = { reason: error.message, source, at: now().toISOString(), run_id: run.id };
    const reason = new TextEncoder().encode(`${JSON.stringify(why, undefined, 2)}\n`);
    try {
      await publishFile(kept, body, files);
      await publishFile(join(folder, `${name}.reason.json`), reason, files);
    } catch {
      // That the feed is bad is what the user must hear of, even where it cannot be kept.
      throw error;
    }
    run.note({ quarantined_body: kept });
    throw new Failure("contract", `${error.message} Its body is kept in "${kept}".`, { cause: error });
  }
}
