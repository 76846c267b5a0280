import type { AgeLimits } from "../../configs/mod.ts";
import { lastRunOn, type ObjectStore } from "../../store/mod.ts";
import { type Finding, ok } from "./finding.ts";

/**
 * How the last run on a data folder went, and whether it is so long ago that a schedule has stopped.
 *
 * @param dataDir the data folder's absolute path or address
 * @throws {Failure} `io` when the history cannot be read
 *
 * @example
 * ```ts
 * (await checkLastRun(logs, "/srv/data", ageLimits(feed), new Date())).says; // "merge 21 min ago, done"
 * ```
 */
export async function checkLastRun(
  logs: ObjectStore,
  dataDir: string,
  { fetched }: AgeLimits,
  now: Date,
): Promise<Finding> {
  const name = "last run";
  const run = await lastRunOn(logs, dataDir);
  const schedule = 'Let a scheduler call it: "municlima schedule cron" prints how.';
  if (run === undefined) return { name, verdict: "warning", says: "there was none yet", advice: schedule };
  const seconds = (now.getTime() - Date.parse(run.finished_at)) / 1000;
  const says = `${run.command} ${Math.max(0, Math.round(seconds / 60))} min ago, ${run.outcome}`;
  if (run.outcome === "failed")
    return {
      name,
      verdict: "failure",
      says: `${says}: ${run.error ?? ""}`.replace(/\.$/, ""),
      advice: 'See "municlima runs show".',
    };
  if (fetched !== undefined && seconds > fetched) return { name, verdict: "warning", says, advice: schedule };
  return ok(name, says);
}
