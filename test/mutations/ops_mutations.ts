import type { Mutation } from "./mutation.ts";

/** The protections of what operators are told, and how they are taken out. */
export const OPS_MUTATIONS: readonly Mutation[] = [
  {
    protection: "The run history never grows without end",
    file: "store/history/history.ts",
    from: "if (size >= full) await logs.move",
    to: "if (size < 0) await logs.move",
    tests: "store/history",
  },
  {
    protection: "A run has its line where the history's file cannot be put aside",
    file: "store/history/history.ts",
    from: "if (!(error instanceof Failure)) throw error;",
    to: "throw error;",
    tests: "store/history",
  },
  {
    protection: "Of many that put the history's file aside, one does",
    file: "store/objects/local/local_store.ts",
    from: "if (!(await isThere(path, files)) || (await isThere(target, files))) return false;",
    to: "",
    tests: "store/objects/local/local_store",
  },
  {
    protection: "A line that is added while the history is read is given once, and hides none",
    file: "store/history/history_lines.ts",
    from: "lines.slice(lines.lastIndexOf(last) + 1)",
    to: "lines.slice(newest.lines.length)",
    tests: "store/history",
  },
  {
    protection: "A run whose files of settings cannot be read has its line in the history",
    file: "commands/call/refused_run.ts",
    from: "if (failure instanceof Failure) return { environment, dotenv: {}, file: {} };",
    to: "",
    tests: "e2e/refused_runs",
  },
  {
    protection: "No output is written over the history that was put aside",
    file: "pipelines/write_output.ts",
    from: " || parseOldHistoryName(inLogs) !== undefined",
    to: "",
    tests: "pipelines/write_output",
  },
];
