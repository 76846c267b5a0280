import { oursCommand } from "../inputs/ours_command.ts";
import { snapshotFolder } from "../inputs/snapshot_folder.ts";
import { runMeasured } from "../measure/run_measured.ts";
import type { Workload } from "./workload.ts";

/** What a command costs before it does anything. */
export const start: Workload = {
  name: "start",
  title: "Start",
  about: "The help, and the status of a data folder with two snapshots, beside a Node that does nothing.",
  prepare: async ({ work, quick }) => {
    const dataDir = await snapshotFolder({ work, quick }, 2);
    const commands = {
      "node -e 0": [process.execPath, "-e", "0"],
      "municlima --help": oursCommand("--help"),
      "municlima status": oursCommand("status", "--data-dir", dataDir),
    };
    return {
      input: "a data folder of two snapshots",
      contestants: Object.entries(commands).map(([name, command]) => ({
        name,
        measure: async () => await runMeasured(command, work),
      })),
      goals: [
        { contestant: "municlima --help", what: "cpu", atMost: 0.15 },
        { contestant: "municlima status", what: "cpu", atMost: 0.15 },
      ],
    };
  },
};
