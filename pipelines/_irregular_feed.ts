import type { Feed } from "../configs/mod.ts";
import {
  type Contract,
  checkFrame,
  feedFrame,
  isAllOrNothing,
  type LastRecords,
  lastRecordPerTown,
  sortOutRows,
} from "../frames/mod.ts";
import type { FetchedFeed } from "../io/fetched_feed.ts";
import { openBody } from "../io/open_body.ts";
import { wholeText } from "../io/whole_text.ts";
import type { Run } from "./_recorded.ts";

/**
 * Reads a feed that the reader of last records cannot take alone: the whole text, into one frame, and row by row
 * where the contract quarantines single rows or discards values.
 */
export async function irregularFeed(
  { body, source }: Pick<FetchedFeed, "body" | "source">,
  feed: Feed,
  contract: Contract,
  atOrBefore: Date | undefined,
  run: Run,
): Promise<LastRecords> {
  const { frame, ...sorted } = await run.step("parse", async () => {
    const { text } = await openBody(body, feed.caps, source, wholeText);
    return isAllOrNothing(contract)
      ? { frame: feedFrame(text, feed, source) }
      : sortOutRows(text, feed, contract, source);
  });
  const check = await run.step("check", () => checkFrame(frame, feed), frame.height);
  const snapshot = await run.step("select", () => lastRecordPerTown(frame, feed, atOrBefore), frame.height);
  return { snapshot, check, ...("quarantined" in sorted ? { sorted } : {}) };
}
