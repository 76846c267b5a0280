import * as v from "valibot";
import { HISTORY } from "../layout.ts";
import { type Frozen, INTEGER } from "../manifests/parse.ts";
import type { ObjectStore } from "../objects/object_store.ts";

const RUN = v.object({
  schema_version: v.literal(1),
  run_id: v.string(),
  command: v.string(),
  data_dir: v.string(),
  /** The feed's name, or what stood in the place of one. */
  feed_name: v.string(),
  started_at: v.string(),
  finished_at: v.string(),
  seconds: v.number(),
  outcome: v.picklist(["done", "failed"]),
  exit_code: INTEGER,
  /** What failed; absent in a run that did not. */
  error: v.exactOptional(v.string()),
  /** How long each step took, in their order. */
  steps: v.array(v.object({ name: v.string(), seconds: v.number() })),
  /** Figures of the run: rows, bytes, versions. */
  figures: v.record(v.string(), v.unknown()),
});

/** One run in the history: a line of `runs.jsonl`. */
export type RunEntry = Frozen<v.InferOutput<typeof RUN>>;

/**
 * Adds a run to the history: one line, in one write, so that lines of several processes never mix. After a line that a
 * crash cut short it begins a new one.
 *
 * @param logs the folder of the logs
 * @throws {Failure} `cannot-create` or `io` when it cannot be written
 *
 * @example
 * ```ts
 * await appendRun(localStore("logs"), entry);
 * ```
 */
export async function appendRun(logs: Pick<ObjectStore, "appendLine">, entry: RunEntry): Promise<void> {
  await logs.appendLine(HISTORY, JSON.stringify(entry));
}

/** The runs of a history, and how many of its lines are none. */
export type RunHistory = {
  /** Oldest first. */
  readonly runs: readonly RunEntry[];
  /** Lines that a crash cut short, or that something else wrote. */
  readonly unreadable: number;
};

/**
 * The runs in the history.
 *
 * @throws {Failure} `io` when it cannot be read
 *
 * @example
 * ```ts
 * const last = (await readRuns(localStore("logs"))).runs.at(-1);
 * ```
 */
export async function readRuns(logs: Pick<ObjectStore, "get">): Promise<RunHistory> {
  const found = await logs.get(HISTORY);
  const lines = new TextDecoder()
    .decode(found?.bytes ?? new Uint8Array())
    .split("\n")
    .filter((line) => line !== "");
  const runs = lines.flatMap((line) => runOf(line) ?? []);
  return { runs, unreadable: lines.length - runs.length };
}

/** How much of a history's end is searched, in bytes: first as much as is mostly enough, then some thousand runs. */
const SEARCHED = [1 << 18, 1 << 24];

/**
 * The last run in the history that worked on a data folder. A history of years is not read for it: a run that some
 * ten thousand others followed is not found.
 *
 * @param dataDir the data folder's absolute path
 * @throws {Failure} `io` when it cannot be read
 *
 * @example
 * ```ts
 * (await lastRunOn(localStore("logs"), "/srv/data"))?.outcome; // "done"
 * ```
 */
export async function lastRunOn(
  logs: Pick<ObjectStore, "getEnd">,
  dataDir: string,
): Promise<RunEntry | undefined> {
  for (const bytes of SEARCHED) {
    const end = await logs.getEnd(HISTORY, bytes);
    const [first = "", ...lines] = new TextDecoder().decode(end ?? new Uint8Array()).split("\n");
    const isAll = end === undefined || end.length < bytes;
    // The first line may have begun before.
    for (const line of (isAll ? [first, ...lines] : lines).reverse()) {
      const run = runOf(line);
      if (run?.data_dir === dataDir) return run;
    }
    if (isAll) return undefined;
  }
  return undefined;
}

function runOf(line: string): RunEntry | undefined {
  try {
    const result = v.safeParse(RUN, JSON.parse(line));
    return result.success ? result.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
