import type { StatusResult } from "../pipelines/maintain/status_result.ts";
import { ago, counted, minute, span } from "./words.ts";

/**
 * Why a data folder is in its condition, in one line.
 *
 * @example
 * ```ts
 * conditionText(await status({ data, logs, settings })); // "the newest snapshot was fetched 21 minutes ago"
 * ```
 */
export function conditionText(result: StatusResult): string {
  const { condition, newest_snapshot, newest_merge, last_run, now, age_limits, required_missing } = result;
  const secondsTo = (time: string | null | undefined) => (Date.parse(now) - Date.parse(time ?? now)) / 1000;
  const ages = newest_snapshot?.age_seconds;
  const { published } = newest_merge?.age_seconds ?? { published: ages?.published ?? 0 };
  const limit = (age: keyof typeof age_limits) =>
    age_limits[age] === null ? "" : `, more than ${span(age_limits[age])}`;
  const fetched = `the newest snapshot was fetched ${ago(ages?.fetched ?? 0)}`;
  const runs = newest_snapshot?.unchanged_runs ?? 0;
  return {
    no_snapshot: "there is no snapshot yet",
    last_run_failed: `the last run failed ${ago(secondsTo(last_run?.finished_at))}: ${last_run?.error}`,
    files_missing: `${counted(result.files_missing, "file")} missing`,
    current_csv: `current.csv ${newest_merge?.current_csv === "missing" ? "is missing" : "is another table"}`,
    required_missing: `there is no ${required_missing.join(", no ")}`,
    not_fetched: `${fetched}${limit("fetched")}`,
    not_issued: `the feed was issued ${ago(ages?.issued ?? 0)}${limit("issued")}`,
    not_published: `the newest table was published ${ago(published)}${limit("published")}`,
    feed_unchanged: `the provider has served the same feed for ${span(secondsTo(newest_snapshot?.feed_unchanged_since))}, in ${counted(runs + 1, "run")}`,
    older_run: `the provider served a forecast from before that of ${minute(newest_snapshot?.older_than ?? now)}`,
    fetched,
  }[condition.why];
}
