import * as v from "valibot";
import { type Frozen, INTEGER } from "../manifests/parse.ts";

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
 * The run that a line of the history tells of; undefined for a line that is none.
 *
 * @example
 * ```ts
 * parseRun("{}"); // undefined
 * ```
 */
export function parseRun(line: string): RunEntry | undefined {
  try {
    const result = v.safeParse(RUN, JSON.parse(line));
    return result.success ? result.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
