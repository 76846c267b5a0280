import type { Settings } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { absolutePlace, HISTORY, type ObjectStore, type RunEntry, readRuns } from "../../store/mod.ts";

/** A run of the history: all of its lines. */
export type PastRun = { readonly run_id: string; readonly entries: readonly [RunEntry, ...RunEntry[]] };

/** What the history tells of past runs. */
export type PastRuns = {
  /** Those on the data folder, oldest first. */
  readonly here: readonly PastRun[];
  /** The run whose id begins so, on whatever folder. Throws `usage` where there are several, `no-input` where none. */
  readonly named: (start: string) => PastRun;
  /** The failure that says that there are fewer runs than it takes. */
  readonly tooFew: (needed: string) => Failure;
};

/** Reads the whole history and puts the lines of each run together. */
export async function pastRuns(logs: ObjectStore, { dataDir }: Pick<Settings, "dataDir">): Promise<PastRuns> {
  const { runs } = await readRuns(logs);
  const byId = new Map<string, [RunEntry, ...RunEntry[]]>();
  for (const entry of runs) {
    const known = byId.get(entry.run_id);
    if (known === undefined) byId.set(entry.run_id, [entry]);
    else known.push(entry);
  }
  const all = [...byId].map(([run_id, entries]): PastRun => ({ run_id, entries }));
  const folder = absolutePlace(dataDir);
  const where = logs.where(HISTORY);
  const list = 'Run "municlima runs list" for those there are.';
  return {
    here: all.filter(({ entries: [first] }) => first.data_dir === folder),
    named: (start) => {
      const [found, ...others] = all.filter(({ run_id }) => run_id.startsWith(start));
      if (found === undefined)
        throw new Failure("no-input", `Found no run "${start}" in "${where}". ${list}`);
      if (others.length === 0) return found;
      const ids = [found, ...others].slice(0, 3).map(({ run_id }) => `"${run_id}"`);
      throw new Failure(
        "usage",
        `"${start}" is the start of ${others.length + 1} runs' ids, such as ${ids.join(" and ")}. Give more of one.`,
      );
    },
    tooFew: (needed) =>
      new Failure("no-input", `Found ${needed} on "${dataDir}" in "${where}". Run "municlima run" first.`),
  };
}
