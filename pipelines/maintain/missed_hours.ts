import { ageLimits, type Feed } from "../../configs/mod.ts";
import {
  type Inventory,
  type ObjectStore,
  type RunEntry,
  runsOn,
  versionsOf,
  versionTime,
} from "../../store/mod.ts";

/** Hours in a row that have no snapshot for one reason. */
export type MissedSpan = {
  /** The first and the last of them, ISO 8601 UTC. */
  readonly from: string;
  readonly to: string;
  readonly hours: number;
  /** What the run history has: what failed, or that nothing ran. */
  readonly reason: string;
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The hours over that have no snapshot, oldest first: from the first snapshot on, or from where a prune left the last
 * gap, as what was removed was not missed. Of a feed whose data may be a day old none is expected in each hour.
 *
 * @param since no hour before this one is named
 * @throws {Failure} `io` when the history cannot be read
 *
 * @example
 * ```ts
 * (await missedHours({ logs, dataDir, feed, inventory, since }, now))[0]?.reason; // "nothing ran"
 * ```
 */
export async function missedHours(
  {
    logs,
    dataDir,
    feed,
    inventory,
    since,
  }: {
    readonly logs: Pick<ObjectStore, "getEnd" | "list">;
    /** The data folder's absolute path, as runs have it. */
    readonly dataDir: string;
    readonly feed: Pick<Feed, "max_age"> | undefined;
    readonly inventory: Inventory;
    readonly since: Date;
  },
  now: Date,
): Promise<MissedSpan[]> {
  if ((ageLimits(feed).fetched ?? DAY) * 1000 >= DAY) return [];
  const hours = new Set(
    versionsOf(inventory, "snapshots", now).versions.map((version) => hourOf(versionTime(version))),
  );
  if (hours.size === 0) return [];
  const { thinnedTo } = inventory;
  const begun = [...hours].reduce((first, hour) => Math.min(first, hour));
  const thinned = thinnedTo === undefined ? 0 : hourOf(versionTime(thinnedTo)) + HOUR;
  const first = Math.max(begun, thinned, hourOf(since));
  const missed: number[] = [];
  for (let hour = first; hour < hourOf(now); hour += HOUR) if (!hours.has(hour)) missed.push(hour);
  if (missed.length === 0) return [];

  const reasons = await reasonsSince(missed[0] as number, logs, dataDir);
  const spans: MissedSpan[] = [];
  for (const hour of missed) {
    const reason = reasons.get(hour) ?? "nothing ran";
    const at = new Date(hour).toISOString();
    const last = spans.at(-1);
    if (last !== undefined && last.reason === reason && Date.parse(last.to) + HOUR === hour)
      spans[spans.length - 1] = { ...last, to: at, hours: last.hours + 1 };
    else spans.push({ from: at, to: at, hours: 1, reason });
  }
  return spans;
}

function hourOf(moment: Date): number {
  return Math.floor(moment.getTime() / HOUR) * HOUR;
}

/** Why the last run of each hour that should have taken a feed in did not. */
async function reasonsSince(
  first: number,
  logs: Pick<ObjectStore, "getEnd" | "list">,
  dataDir: string,
): Promise<Map<number, string>> {
  const reasons = new Map<number, string>();
  for await (const run of runsOn(logs, dataDir)) {
    const hour = hourOf(new Date(asOf(run) ?? run.started_at));
    // One that was as of another hour says nothing of its own.
    if (hourOf(new Date(run.started_at)) < first) break;
    if (!["ingest", "run"].includes(run.command) || reasons.has(hour)) continue;
    reasons.set(hour, run.error ?? "its snapshot is gone");
  }
  return reasons;
}

function asOf({ figures }: RunEntry): string | undefined {
  return typeof figures.as_of === "string" ? figures.as_of : undefined;
}
