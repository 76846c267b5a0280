import { resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { exitCode } from "../errors/mod.ts";
import type { Effects } from "../io/effects.ts";
import { appendLedger, checkFolders, type LedgerEntry, sweepLeftovers, withLock } from "../io/store/mod.ts";
import { patiently } from "./_patiently.ts";
import type { RunContext } from "./run_context.ts";

/** A run under way. */
export type Run = {
  readonly id: string;
  readonly startedAt: Date;
  /** Does one step and notes how long it took. */
  readonly step: <T>(name: string, work: () => T | Promise<T>, rows?: number) => Promise<T>;
  /** Ends the run here if it was asked to stop. Signals are heard while it waits, and nowhere within a plan of Polars. */
  readonly checkpoint: () => Promise<void>;
  /** Adds figures to the ledger's line. */
  readonly note: (figures: Readonly<Record<string, unknown>>) => void;
};

/**
 * Does a command's work as one run: under the data folder's lock, and with a line in the ledger however it
 * ends. A dry run takes no lock and leaves no line, as it changes nothing.
 */
export async function recorded<T>(
  command: string,
  context: RunContext,
  effects: Effects,
  work: (run: Run) => Promise<T>,
): Promise<T> {
  const { settings, feedName, dryRun = false, events, stop } = context;
  const startedAt = effects.now();
  const started = performance.now();
  const steps: { name: string; seconds: number }[] = [];
  const figures: Record<string, unknown> = {};
  const run: Run = {
    id: context.runId ?? effects.uuid(),
    startedAt,
    step: async (name, doStep, rows) => {
      stop?.throwIfAborted();
      const begun = performance.now();
      events?.onStep?.(name, rows);
      try {
        return await doStep();
      } finally {
        steps.push({ name, seconds: secondsSince(begun) });
      }
    },
    checkpoint: async () => {
      await setImmediate();
      stop?.throwIfAborted();
    },
    note: (more) => Object.assign(figures, more),
  };
  const checked = () => checkFolders(settings.dataDir, effects.files);
  if (dryRun) {
    await checked();
    return await work(run);
  }

  const entry = (): Omit<LedgerEntry, "outcome" | "exit_code"> => ({
    schema_version: 1,
    run_id: run.id,
    command,
    data_dir: resolve(settings.dataDir),
    feed: feedName,
    started_at: startedAt.toISOString(),
    finished_at: effects.now().toISOString(),
    seconds: secondsSince(started),
    steps,
    figures,
  });
  let result: T;
  try {
    const swept = async () => {
      await checked();
      const leftovers = await sweepLeftovers(settings.dataDir, startedAt, effects.files);
      if (leftovers > 0) run.note({ leftovers_swept: leftovers });
      return await work(run);
    };
    const attempt = () => withLock(settings.dataDir, command, startedAt, swept, effects.files);
    result = await patiently(settings.wait, attempt, stop, effects);
  } catch (error) {
    const failed = {
      ...entry(),
      outcome: "failed" as const,
      exit_code: exitCode(error),
      error: messageOf(error),
    };
    // What failed first is what the user must hear of, even where the ledger cannot be written either.
    await appendLedger(settings.logDir, failed, effects.files).catch(() => undefined);
    throw error;
  }
  await appendLedger(settings.logDir, { ...entry(), outcome: "done", exit_code: 0 }, effects.files);
  return result;
}

function secondsSince(begun: number): number {
  return Number(((performance.now() - begun) / 1000).toFixed(3));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
