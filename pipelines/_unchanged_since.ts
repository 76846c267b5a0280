import type { PreviousSnapshot } from "./_previous_snapshot.ts";

/** Since when the feed with this hash has been the newest one, ISO 8601 UTC; null when the last one was another. */
export function unchangedSince(previous: PreviousSnapshot | undefined, hash: string): string | null {
  if (previous?.source.sha256 !== hash) return null;
  return previous.feed_unchanged_since ?? previous.source.fetched_at;
}
