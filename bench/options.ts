import { parseArgs } from "node:util";

/** What the bench is asked to do. */
export type Options = {
  /** Names of workloads; none means all. */
  readonly workloads: readonly string[];
  readonly rounds: number;
  readonly quick: boolean;
  readonly clean: boolean;
  readonly render: boolean;
  readonly help: boolean;
};

/** The least rounds that are published. */
const ROUNDS = 5;

/**
 * Reads the bench's command line.
 *
 * @param known the workloads that there are
 * @throws {Error} for an unknown flag or workload, and for fewer than one round
 *
 * @example
 * ```ts
 * parseOptions(["ingest", "--runs", "7"], ["ingest", "merge"]).rounds; // 7
 * ```
 */
export function parseOptions(args: readonly string[], known: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      runs: { type: "string" },
      quick: { type: "boolean", default: false },
      clean: { type: "boolean", default: false },
      render: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const { runs, ...flags } = values;
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`There is no workload "${unknown}". There are: ${known.join(", ")}.`);
  const least = flags.quick ? 1 : ROUNDS;
  const rounds = runs === undefined ? least : Number(runs);
  if (!Number.isInteger(rounds) || rounds < least) {
    throw new Error(`"--runs ${runs}" is not a whole number of at least ${least}.`);
  }
  return { ...flags, workloads: positionals, rounds };
}
