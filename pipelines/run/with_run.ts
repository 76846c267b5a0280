import { setImmediate } from "node:timers/promises";
import { exitCode } from "../../errors/mod.ts";
import { type Effects, secondsSince } from "../../io/effects.ts";
import {
  absolutePlace,
  appendRun,
  type Inventory,
  type LockedFolder,
  type Recovery,
  type RunEntry,
  readInventory,
  recover,
  waitForLock,
} from "../../store/mod.ts";
import { recoveryWarnings } from "../folder_warnings.ts";
import type { RunContext } from "./run_context.ts";

/** A run under way. */
export type Run = {
  readonly id: string;
  readonly startedAt: Date;
  /** The data folder, in which no other run is at work; a dry run publishes nothing in it. */
  readonly data: LockedFolder;
  /** What is published in it as the run begins. */
  readonly inventory: Inventory;
  /** What the user should hear of, whatever the run's outcome, a sentence each. */
  readonly warnings: string[];
  /** Does one step and notes how long it took. */
  readonly step: <T>(name: string, work: () => T | Promise<T>, rows?: number) => Promise<T>;
  /** Ends the run here if it was asked to stop. Signals are heard while it waits, and nowhere within a plan of Polars. */
  readonly checkpoint: () => Promise<void>;
  /** Adds figures to the line in the history. */
  readonly note: (figures: Readonly<Record<string, unknown>>) => void;
  /** Seconds since the run began. */
  readonly seconds: () => number;
};

/** What runs failed on that have their line in the history. */
const noted = new WeakSet<Error>();

/** Whether a run that failed with this error has begun, and so has its line in the history. */
export function hasLine(error: unknown): boolean {
  return error instanceof Error && noted.has(error);
}

/**
 * Does a command's work as one run: under the data folder's lock, after whatever a run that was cut off has left was
 * cleared up, and with a line in the history however it ends. A dry run takes no lock and leaves no line, as it
 * changes nothing.
 */
export async function withRun<T>(
  command: string,
  context: RunContext,
  effects: Effects,
  work: (run: Run) => Promise<T>,
): Promise<T> {
  const { data, logs, settings, feedName, dryRun = false, events, stop } = context;
  const startedAt = effects.now();
  const started = performance.now();
  const steps: { name: string; seconds: number }[] = [];
  const figures: Record<string, unknown> = {};
  const id = context.runId ?? effects.uuid();
  const runIn = (held: LockedFolder, inventory: Inventory): Run => ({
    id,
    startedAt,
    data: held,
    inventory,
    warnings: [],
    step: async (name, doStep, rows) => {
      stop?.throwIfAborted();
      const begun = performance.now();
      events?.onStep?.(name, rows);
      try {
        return await doStep();
      } finally {
        const seconds = secondsSince(begun);
        steps.push({ name, seconds });
        events?.onStepEnd?.(name, seconds, rows);
      }
    },
    checkpoint: async () => {
      await setImmediate();
      stop?.throwIfAborted();
    },
    note: (more) => Object.assign(figures, more),
    seconds: () => secondsSince(started),
  });
  if (dryRun) return await work(runIn({ ...data, assertHeld: neverInADryRun }, await readInventory(data)));

  const entry = (): Omit<RunEntry, "outcome" | "exit_code"> => ({
    schema_version: 1,
    run_id: id,
    command,
    data_dir: absolutePlace(settings.dataDir),
    feed_name: feedName,
    started_at: startedAt.toISOString(),
    finished_at: effects.now().toISOString(),
    seconds: secondsSince(started),
    steps,
    figures,
  });
  let result: T;
  try {
    const begin = async (held: LockedFolder) => {
      if (context.leavesUnfinished === true) return await work(runIn(held, await readInventory(held)));
      const recovery = await recover(held);
      const run = runIn(held, recovery.inventory);
      run.warnings.push(...recoveryWarnings(data, recovery));
      noteRecovery(run, recovery);
      return await work(run).finally(() => {
        if (run.warnings.length > 0) run.note({ warnings: run.warnings });
      });
    };
    result = await waitForLock(data, command, { seconds: settings.wait, stop }, begin, effects);
  } catch (error) {
    const failed = {
      ...entry(),
      outcome: "failed" as const,
      exit_code: exitCode(error),
      error: error instanceof Error ? error.message : String(error),
    };
    if (error instanceof Error) noted.add(error);
    // What failed first is what the user must hear of, even where the history cannot be written either.
    await appendRun(logs, failed).catch(() => undefined);
    throw error;
  }
  await appendRun(logs, { ...entry(), outcome: "done", exit_code: 0 });
  return result;
}

function noteRecovery({ note }: Run, { swept, adopted, missing }: Recovery): void {
  if (swept > 0) note({ leftovers_swept: swept });
  if (adopted > 0) note({ versions_adopted: adopted });
  if (missing.length > 0) note({ files_missing: missing.length });
}

function neverInADryRun(): Promise<void> {
  throw new Error("a dry run was about to write");
}
