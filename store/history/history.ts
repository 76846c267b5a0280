import * as z from "zod/mini";
import { HISTORY } from "../layout.ts";
import type { Frozen } from "../manifests/parse.ts";
import type { ObjectStore } from "../objects/object_store.ts";

const RUN = z.object({
  schema_version: z.literal(1),
  run_id: z.string(),
  command: z.string(),
  data_dir: z.string(),
  feed: z.string(),
  started_at: z.string(),
  finished_at: z.string(),
  seconds: z.number(),
  outcome: z.enum(["done", "failed"]),
  exit_code: z.int(),
  /** What failed; absent in a run that did not. */
  error: z.exactOptional(z.string()),
  /** How long each step took, in their order. */
  steps: z.array(z.object({ name: z.string(), seconds: z.number() })),
  /** Figures of the run: rows, bytes, versions. */
  figures: z.record(z.string(), z.unknown()),
});

/** One run in the history: a line of `runs.jsonl`. */
export type RunEntry = Frozen<z.output<typeof RUN>>;

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

function runOf(line: string): RunEntry | undefined {
  try {
    const result = z.safeParse(RUN, JSON.parse(line));
    return result.success ? result.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
