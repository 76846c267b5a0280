import { Failure } from "../../errors/mod.ts";
import type { Effects } from "../../io/effects.ts";
import type { FetchedFeed } from "../../io/fetch/fetched_feed.ts";
import {
  isQuarantineReason,
  namesBelow,
  QUARANTINE_FOLDER,
  quarantinedBodyNames,
  sha256,
} from "../../store/mod.ts";
import type { Run } from "../run/with_run.ts";

/** A provider that sends another bad body every hour must not fill the disk: this many are evidence enough. */
const MOST = 24;

/**
 * Does what may find that a feed's body violates its contract, and keeps such a body in the quarantine, as it was
 * served, with the reason beside it, unless many lie there already. The failure says where it is, or why not.
 */
export async function quarantiningBody<T>(
  { body, gzipped, source }: Pick<FetchedFeed, "body" | "gzipped" | "source">,
  run: Run,
  { now }: Pick<Effects, "now">,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== "contract") throw error;
    const { objects } = run.data;
    const names = quarantinedBodyNames(sha256(body), gzipped);
    const why = { reason: error.message, source, at: now().toISOString(), run_id: run.id };
    const reason = new TextEncoder().encode(`${JSON.stringify(why, undefined, 2)}\n`);
    try {
      const reasons = (await namesBelow(objects, `${QUARANTINE_FOLDER}/`)).filter(isQuarantineReason);
      if (reasons.length >= MOST && !reasons.includes(names.reason)) {
        const folder = objects.where(QUARANTINE_FOLDER);
        const full = `Its body is not kept, as "${folder}" holds ${reasons.length} already. Inspect and remove them.`;
        throw new Failure("contract", `${error.message} ${full}`, { cause: error });
      }
      await objects.putNew(names.body, body);
      await objects.putNew(names.reason, reason);
    } catch (again) {
      if (!(again instanceof Failure) || again.cause === error) throw again;
      // That the feed is bad is what the user must hear of, even where it cannot be kept.
      throw error;
    }
    const kept = objects.where(names.body);
    run.note({ quarantined_body: kept });
    throw new Failure("contract", `${error.message} Its body is kept in "${kept}".`, { cause: error });
  }
}
