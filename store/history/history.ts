import { Failure } from "../../errors/mod.ts";
import { HISTORY, oldHistoryName } from "../layout.ts";
import type { ObjectStore } from "../objects/object_store.ts";
import { versionAt } from "../version.ts";
import { historyLines } from "./history_lines.ts";
import { parseRun, type RunEntry } from "./run_entry.ts";

/** A file of the history that has grown to so many bytes is put aside: some 5,000 lines, 100 days of hourly runs. */
const FULL = 1 << 22;
/** Where the whole file is written again with each line, some 10 days of hourly runs. */
const FULL_AFAR = 1 << 18;

/**
 * Adds a run to the history: one line, in one write, so that lines of several processes never mix. After a line that a
 * crash cut short it begins a new one. A file that has grown to 4 MiB, or in a bucket to 256 KiB, is put aside first, as
 * `runs/<time of this run's end>.jsonl`, and a new one begun; where that cannot be, the file grows on.
 *
 * @param logs the folder of the logs
 * @param full the bytes at which a file is put aside
 * @throws {Failure} `cannot-create` or `io` when it cannot be written
 *
 * @example
 * ```ts
 * await appendRun(localStore("logs"), entry);
 * ```
 */
export async function appendRun(
  logs: Pick<ObjectStore, "appendLine" | "head" | "isRemote" | "move">,
  entry: RunEntry,
  full: number = logs.isRemote === true ? FULL_AFAR : FULL,
): Promise<void> {
  await putAside(logs, entry, full).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
  });
  await logs.appendLine(HISTORY, JSON.stringify(entry));
}

async function putAside(
  logs: Pick<ObjectStore, "head" | "move">,
  { finished_at }: RunEntry,
  full: number,
): Promise<void> {
  const size = (await logs.head(HISTORY))?.size ?? 0;
  if (size >= full) await logs.move(HISTORY, oldHistoryName(versionAt(new Date(finished_at))));
}

/** The runs of a history, and how many of its lines are none. */
export type RunHistory = {
  /** Oldest first. */
  readonly runs: readonly RunEntry[];
  /** Lines that a crash cut short, or that something else wrote. */
  readonly unreadable: number;
};

/**
 * All runs in the history, those of its older files among them.
 *
 * @throws {Failure} `io` when it cannot be read
 *
 * @example
 * ```ts
 * const last = (await readRuns(localStore("logs"))).runs.at(-1);
 * ```
 */
export async function readRuns(logs: Pick<ObjectStore, "getEnd" | "list">): Promise<RunHistory> {
  const runs: RunEntry[] = [];
  let unreadable = 0;
  for await (const line of historyLines(logs)) {
    const run = parseRun(line);
    if (run === undefined) unreadable++;
    else runs.push(run);
  }
  return { runs: runs.reverse(), unreadable };
}

/** Of a history that many folders share, so many lines are searched for one folder's: some months of hourly runs. */
const SEARCHED = 20_000;

/**
 * The runs in the history that worked on a data folder, newest first. No more of it is read than is asked for; beyond
 * 20,000 lines that are of other folders, or none, it ends.
 *
 * @param dataDir the data folder's absolute path
 * @throws {Failure} `io` when it cannot be read
 *
 * @example
 * ```ts
 * for await (const run of runsOn(localStore("logs"), "/srv/data")) if (run.outcome === "done") return run;
 * ```
 */
export async function* runsOn(
  logs: Pick<ObjectStore, "getEnd" | "list">,
  dataDir: string,
): AsyncGenerator<RunEntry> {
  let others = 0;
  for await (const line of historyLines(logs)) {
    const run = parseRun(line);
    if (run?.data_dir === dataDir) yield run;
    else if (++others > SEARCHED) return;
  }
}

/**
 * The last run in the history that worked on a data folder, as {@linkcode runsOn} finds it. One that took in a body as
 * of a past time is none: whether that was refused or not tells nothing of how runs go now.
 *
 * @throws {Failure} `io` when it cannot be read
 *
 * @example
 * ```ts
 * (await lastRunOn(localStore("logs"), "/srv/data"))?.outcome; // "done"
 * ```
 */
export async function lastRunOn(
  logs: Pick<ObjectStore, "getEnd" | "list">,
  dataDir: string,
): Promise<RunEntry | undefined> {
  for await (const run of runsOn(logs, dataDir)) if (run.figures.as_of === undefined) return run;
  return undefined;
}
