import { type AgeLimits, ageLimits } from "../../configs/mod.ts";
import type { Condition, StatusResult } from "./status_result.ts";

/** What the condition is judged by. */
type Judged = Pick<
  StatusResult,
  "newest_snapshot" | "newest_merge" | "last_run" | "files_missing" | "required_missing" | "now"
>;

/**
 * The condition of a data folder: what is wrong comes before what is missing, and that before what is old.
 *
 * @param limits how old the data may be
 * @param maxUnchanged after how many ingests of the same feed it is unchanged, however long they took
 */
export function conditionOf(
  { newest_snapshot, newest_merge, last_run, files_missing, required_missing, now }: Judged,
  limits: AgeLimits = ageLimits(undefined),
  maxUnchanged = Number.POSITIVE_INFINITY,
): Condition {
  if (last_run !== null && last_run.exit_code !== 0) return { is: "failing", why: "last_run_failed" };
  if (files_missing > 0) return { is: "failing", why: "files_missing" };
  if (newest_merge !== null && newest_merge.current_csv !== "same")
    return { is: "failing", why: "current_csv" };
  if (newest_snapshot === null) return { is: "empty", why: "no_snapshot" };
  if (required_missing.length > 0) return { is: "missing", why: "required_missing" };

  const { age_seconds, older_than, feed_unchanged_since, unchanged_runs } = newest_snapshot;
  const isOver = (age: number | null, limit: number | undefined) =>
    age !== null && limit !== undefined && age > limit;
  if (isOver(age_seconds.fetched, limits.fetched)) return { is: "stale", why: "not_fetched" };
  if (isOver(age_seconds.issued, limits.issued)) return { is: "stale", why: "not_issued" };
  const { published } = newest_merge?.age_seconds ?? age_seconds;
  if (isOver(published, limits.published)) return { is: "stale", why: "not_published" };
  if (older_than !== null) return { is: "stale", why: "older_run" };
  const unchanged =
    feed_unchanged_since === null ? 0 : (Date.parse(now) - Date.parse(feed_unchanged_since)) / 1000;
  if (isOver(unchanged, limits.unchanged) || unchanged_runs > maxUnchanged)
    return { is: "unchanged", why: "feed_unchanged" };
  return { is: "fresh", why: "fetched" };
}
