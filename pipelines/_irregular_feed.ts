import type { Feed } from "../configs/mod.ts";
import { checkFrame, feedFrame, type LastRecords, lastRecordPerTown } from "../frames/mod.ts";
import type { FetchedFeed } from "../io/fetched_feed.ts";
import { openBody } from "../io/open_body.ts";
import { wholeText } from "../io/whole_text.ts";
import type { Run } from "./_recorded.ts";

/** Reads a feed that is not as regular as the reader of last records wants it: the whole text, into one frame. */
export async function irregularFeed(
  { body, source }: Pick<FetchedFeed, "body" | "source">,
  feed: Feed,
  atOrBefore: Date | undefined,
  run: Run,
): Promise<LastRecords> {
  const frame = await run.step("parse", async () => {
    const { text } = await openBody(body, feed.caps, source, wholeText);
    return feedFrame(text, feed, source);
  });
  const check = await run.step("check", () => checkFrame(frame, feed), frame.height);
  const snapshot = await run.step("select", () => lastRecordPerTown(frame, feed, atOrBefore), frame.height);
  return { snapshot, check };
}
