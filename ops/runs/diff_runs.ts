import type { Settings } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import type { ObjectStore, RunEntry } from "../../store/mod.ts";
import { type PastRun, pastRuns } from "./_past_runs.ts";
import type { ComparedRun, RunDifference, RunsDiffResult } from "./runs_diff_result.ts";

type Told = number | string | boolean;

/**
 * Compares two runs: how they ended, how long each step took, and their figures.
 *
 * @param newer the id of one, or its start; the last run on the data folder unless given
 * @param older that of the other; the last one before that did the same commands unless given
 * @throws {Failure} `no-input` when there are no two such runs, `usage` when both are the same or a start is that of
 * several, `io` when the history cannot be read
 *
 * @example
 * ```ts
 * const { differences } = await diffRuns({ logs, settings });
 * differences.find(({ what }) => what === "step fetch")?.change; // 0.3
 * ```
 */
export async function diffRuns({
  logs,
  settings,
  older,
  newer,
}: {
  readonly logs: ObjectStore;
  readonly settings: Pick<Settings, "dataDir">;
  readonly older?: string | undefined;
  readonly newer?: string | undefined;
}): Promise<RunsDiffResult> {
  const { here, named, tooFew } = await pastRuns(logs, settings);
  const second = newer === undefined ? here.at(-1) : named(newer);
  if (second === undefined) throw tooFew("no run");
  const before = here.slice(0, here.indexOf(second)).reverse();
  const first =
    older === undefined ? before.find((run) => commandsOf(run) === commandsOf(second)) : named(older);
  if (first === undefined) throw tooFew(`no earlier run of "${commandsOf(second)}"`);
  if (first === second)
    throw new Failure("usage", `Both are the run "${first.run_id}". Give the ids of two runs.`);
  return {
    schema_version: 1,
    command: "runs diff",
    older_run: compared(first),
    newer_run: compared(second),
    differences: differencesOf(first, second),
  };
}

function commandsOf({ entries }: PastRun): string {
  return entries.map(({ command }) => command).join(" and ");
}

function compared({ run_id, entries: [{ started_at }] }: PastRun): ComparedRun {
  return { run_id, started_at };
}

function differencesOf(older: PastRun, newer: PastRun): RunDifference[] {
  const commands = new Set([...newer.entries, ...older.entries].map(({ command }) => command));
  return [...commands].flatMap((command) => {
    const [a, b] = [older, newer].map(({ entries }) =>
      toldBy(entries.find((entry) => entry.command === command)),
    ) as [ReadonlyMap<string, Told>, ReadonlyMap<string, Told>];
    return [...new Set([...b.keys(), ...a.keys()])].map((what): RunDifference => {
      const [before, after] = [a.get(what) ?? null, b.get(what) ?? null];
      const isNumbers = typeof before === "number" && typeof after === "number";
      const change = isNumbers ? Number((after - before).toFixed(3)) : null;
      return { of: command, what, older_value: before, newer_value: after, change };
    });
  });
}

/** What a line tells in one word or number, by its name; of warnings only how many there are. */
function toldBy(entry: RunEntry | undefined): ReadonlyMap<string, Told> {
  if (entry === undefined) return new Map();
  const { exit_code, seconds, steps, figures } = entry;
  const { warnings, ...others } = figures;
  const isTold = (told: [string, unknown]): told is [string, Told] =>
    ["number", "string", "boolean"].includes(typeof told[1]);
  return new Map<string, Told>([
    ["exit_code", exit_code],
    ["seconds", seconds],
    ...steps.map(({ name, seconds }): [string, Told] => [`step ${name}`, seconds]),
    ...Object.entries(others).filter(isTold),
    ["warnings", Array.isArray(warnings) ? warnings.length : 0],
  ]);
}
