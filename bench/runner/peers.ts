import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runMeasured } from "../measure/run_measured.ts";
import type { Contestant } from "../workloads/workload.ts";

const SCRIPTS = fileURLToPath(new URL("../peers", import.meta.url));

/** Which peers the machine has. */
export type Peers = {
  /** The Python of the bench's virtual environment. */
  readonly python: string;
  /** Version of each one that is there, by its name. */
  readonly versions: Readonly<Record<string, string>>;
  /** Why each other one is not. */
  readonly missing: Readonly<Record<string, string>>;
};

/** Every peer: how its name begins in tables, and what runs its scripts. */
export const PEERS = {
  "DuckDB (Python)": { folder: "duckdb", module: "duckdb" },
  "DuckDB (Node)": { folder: "duckdb", module: undefined },
  pandas: { folder: "pandas", module: "pandas" },
  Polars: { folder: "polars", module: "polars" },
} as const;

/** The name of a peer. */
export type PeerName = keyof typeof PEERS;

/**
 * One contestant for each peer that is there and has a script for the work, called with the inputs and the
 * path of its output.
 *
 * @param task the scripts' name, without what follows the dot
 * @param inputs by the name that a query has for them, in the order in which a script takes them
 * @param output the output's path, of the peer's short name
 *
 * @example
 * ```ts
 * peerContestants(bench, "ingest", { feed: "feed.json.gz" }, (peer) => `out/${peer}.csv`);
 * ```
 */
export function peerContestants(
  { peers, work }: { readonly peers: Peers; readonly work: string },
  task: string,
  inputs: Readonly<Record<string, string>>,
  output: (peer: string) => string,
  names: readonly PeerName[] = ["DuckDB (Python)", "DuckDB (Node)", "pandas", "Polars"],
): (Contestant & { readonly output: string })[] {
  return names
    .filter((name) => name in peers.versions)
    .map((name) => {
      const { folder, module } = PEERS[name];
      const out = output(name.toLowerCase().replace(/\W+/g, "-"));
      const named = Object.entries({ ...inputs, out }).map(([key, value]) => `${key}=${value}`);
      const script = (file: string) => join(SCRIPTS, folder, file);
      const query = [script(`${task}.sql`), ...named];
      const command =
        module === undefined
          ? [process.execPath, script("run.mjs"), ...query]
          : module === "duckdb"
            ? [peers.python, script("run.py"), ...query]
            : [peers.python, script(`${task}.py`), ...Object.values(inputs), out];
      return { name, output: out, measure: async () => await runMeasured(command, work) };
    });
}
