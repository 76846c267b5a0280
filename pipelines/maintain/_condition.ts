import type { Condition, StatusResult } from "./status_result.ts";

/** After so long without a fetch a snapshot is stale, in seconds: two runs of an hourly schedule were missed. */
const LONGEST_UNFETCHED = 3 * 3600;
/** After so long with one and the same feed the provider has stopped, in seconds. */
const LONGEST_UNCHANGED = 24 * 3600;

/** The condition of a data folder: what is wrong comes before what is old. */
export function conditionOf({
  newest_snapshot,
  newest_merge,
  last_run,
  files_missing,
  now,
}: Pick<StatusResult, "newest_snapshot" | "newest_merge" | "last_run" | "files_missing" | "now">): Condition {
  if (last_run !== null && last_run.exit_code !== 0) return { is: "failing", why: "last_run_failed" };
  if (files_missing > 0) return { is: "failing", why: "files_missing" };
  if (newest_merge !== null && newest_merge.current_csv !== "same")
    return { is: "failing", why: "current_csv" };
  if (newest_snapshot === null) return { is: "empty", why: "no_snapshot" };
  if (newest_snapshot.age_seconds.fetched > LONGEST_UNFETCHED) return { is: "stale", why: "not_fetched" };
  const { feed_unchanged_since, older_than } = newest_snapshot;
  if (older_than !== null) return { is: "stale", why: "older_run" };
  if (feed_unchanged_since !== null) {
    const unchanged = (Date.parse(now) - Date.parse(feed_unchanged_since)) / 1000;
    if (unchanged > LONGEST_UNCHANGED) return { is: "stale", why: "feed_unchanged" };
  }
  return { is: "fresh", why: "fetched" };
}
