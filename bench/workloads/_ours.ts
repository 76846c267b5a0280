import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { HISTORY, type RunEntry } from "../../store/mod.ts";
import { oursCommand } from "../inputs/ours_command.ts";
import { type Measured, runMeasured } from "../measure/run_measured.ts";
import type { Step } from "../measure/sample.ts";
import { type Contestant, OURS } from "./workload.ts";

/**
 * This program as a contestant: a command on a data folder.
 *
 * @param fresh puts the data folder into the state in which the command shall find it; not measured
 * @param dataset the folder in the data folder whose newest table is what the command made
 */
export function ours(
  args: readonly string[],
  {
    work,
    dataDir,
    fresh,
    dataset,
    name = OURS,
    millionRows,
  }: {
    readonly work: string;
    readonly dataDir: string;
    readonly fresh: () => Promise<void>;
    readonly dataset?: string;
    readonly name?: string;
    readonly millionRows?: number;
  },
): Contestant {
  const command = oursCommand(...args, "--data-dir", dataDir, "--quiet");
  return {
    name,
    ...(millionRows === undefined ? {} : { millionRows }),
    measure: async () => {
      await fresh();
      await rm(join(dataDir, "logs"), { recursive: true, force: true });
      const measured = await runMeasured(command, work);
      return { ...measured, steps: steps(measured, await lastRun(join(dataDir, "logs"))) };
    },
    ...(dataset === undefined ? {} : { table: async () => await newestTable(join(dataDir, dataset)) }),
  };
}

/** The newest version's CSV in a dataset's folder, without its last column, `cvegeo`, which the peers do not make. */
async function newestTable(folder: string): Promise<string> {
  const versions = (await readdir(folder)).filter((name) => /^\d{8}_\d{6}\.csv$/.test(name)).sort();
  const text = await readFile(join(folder, versions.at(-1) ?? ""), "utf8");
  return text.replace(/,cvegeo$|,\d{5}$/gm, "");
}

async function lastRun(logDir: string): Promise<RunEntry> {
  const lines = (await readFile(join(logDir, HISTORY), "utf8")).trim().split("\n");
  return JSON.parse(lines.at(-1) ?? "");
}

/** The run's steps, what is before and between them, and what is after the run. */
function steps({ wall, startedAt }: Measured, run: RunEntry): Step[] {
  const startUp = Date.parse(run.started_at) / 1000 - startedAt;
  const told = run.steps.reduce((sum, { seconds }) => sum + seconds, 0);
  return [
    { name: "start-up", seconds: startUp },
    ...run.steps,
    { name: "between the steps", seconds: run.seconds - told },
    { name: "history and exit", seconds: wall - startUp - run.seconds },
  ];
}
