import { Failure } from "../../errors/mod.ts";
import { feedFault, type LastRecordReader, lastRecordReader } from "../../frames/mod.ts";
import { openBody } from "../../io/body/open_body.ts";
import { readFeedSource } from "../../io/body/read_feed_source.ts";
import { wholeText } from "../../io/body/whole_text.ts";
import type { Effects } from "../../io/effects.ts";
import { fetchFeed } from "../../io/fetch/fetch_feed.ts";
import type { FetchedFeed } from "../../io/fetch/fetched_feed.ts";
import type { SnapshotManifest } from "../../store/mod.ts";
import type { Run } from "../run/with_run.ts";
import { knownFeed } from "./_known_feed.ts";
import type { IngestOptions } from "./ingest.ts";

/** A feed that was fetched, with the last records of its towns where it is as regular as real feeds are. */
export type FetchedRecords = FetchedFeed<ReturnType<LastRecordReader["end"]>>;

/**
 * Fetches the feed, or takes it from where the user says. Its text is read while it is inflated.
 *
 * @param at only records of this time or earlier count, on the feed's clock, where it is given
 */
export async function fetchBody(
  { settings, feed, from, insecureTls = false, events, stop }: IngestOptions,
  previous: SnapshotManifest | undefined,
  at: Date | undefined,
  run: Run,
  effects: Effects,
): Promise<{ readonly fetched: FetchedRecords; readonly fetchedAt: Date }> {
  const source = {
    ...feed,
    makeSink: () => lastRecordReader(feed, at),
    accept: (fetched: Omit<FetchedRecords, "requests">) => assertFeedLike(fetched, feed),
    stop,
  };
  const known = await knownFeed(previous, run.data, source);
  const policy = { ...settings, insecureTls };
  const fetched = await run.step("fetch", () =>
    from === undefined
      ? fetchFeed({ ...source, known }, policy, events, effects)
      : readFeedSource(from, source, policy, events, effects),
  );
  run.note({ source: fetched.source, bytes: fetched.body.length });
  return { fetched, fetchedAt: effects.now() };
}

/** Refuses what is no feed, so that it is tried again, and a fallback asked. What was read as one needs no look. */
async function assertFeedLike(
  { text, body, source }: Omit<FetchedRecords, "requests">,
  feed: IngestOptions["feed"],
): Promise<void> {
  if (text !== undefined) return;
  const fault = feedFault((await openBody(body, feed.caps, source, wholeText)).text, feed);
  if (fault !== undefined) throw new Failure("upstream", `"${source}" contains ${fault}.`);
}
