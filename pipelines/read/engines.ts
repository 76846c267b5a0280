import type { Settings } from "../../configs/mod.ts";
import { polarsVersion } from "../../engines/polars/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { type Effects, realEffects, secondsSince } from "../../io/effects.ts";
import {
  checkedPaths,
  type DataFolder,
  fileOf,
  listSnapshots,
  readInventory,
  snapshotInputs,
} from "../../store/mod.ts";
import { csvOf } from "../checked_partitions.ts";
import { futureWarnings } from "../folder_warnings.ts";
import type { EngineDescription, EnginesResult } from "./engines_result.ts";

export type EnginesOptions = {
  readonly data: DataFolder;
  readonly settings: Pick<Settings, "dataDir" | "remote">;
  readonly stop?: AbortSignal | undefined;
};

/** A file of the data folder on this machine, and its hash. */
type Sample = { readonly path: string; readonly sha256: string };

/**
 * Lists the engines: what each does, its version, and whether it can work on the data folder. A server of Spark Connect is
 * asked where one is named: one of its workers reads the newest snapshot's file, and its bytes must be those that are here.
 *
 * @throws {Failure} `usage` or `config` when the server's address or token is not understood, `contract` or `io` when the
 * newest snapshot cannot be read here, and what `stop` was aborted with
 *
 * @example
 * ```ts
 * const { engines } = await engines({ data, settings });
 * engines.find(({ name }) => name === "spark")?.sees_data; // true
 * ```
 */
export async function engines(
  { data, settings: { dataDir, remote }, stop }: EnginesOptions,
  { now, environment }: Pick<Effects, "now" | "environment"> = realEffects,
): Promise<EnginesResult> {
  const begun = performance.now();
  const at = now();
  const inventory = await readInventory(data);
  const { snapshots } = await listSnapshots(data, inventory, at);
  const newest = snapshots.at(-1);
  let sample: Sample | undefined;
  if (newest !== undefined) {
    const [input] = await snapshotInputs(data, inventory, [newest]);
    const { compacted } = newest;
    const file = compacted !== undefined ? fileOf(compacted.partition.manifest) : input && csvOf(input);
    const [path] = file === undefined ? [] : await checkedPaths(data, [file]);
    if (file !== undefined && path !== undefined) sample = { path, sha256: file.sha256 };
  }
  const { duckdbVersion } = await import("../../engines/duckdb/mod.ts");
  const here = { remote: null, sees_data: sample === undefined ? null : true, problem: null };
  return {
    schema_version: 1,
    command: "engines",
    data_dir: dataDir,
    warnings: futureWarnings(inventory, at),
    engines: [
      { name: "polars", does: "reads feeds and merges, in this process", version: polarsVersion(), ...here },
      { name: "duckdb", does: "answers queries, in this process", version: duckdbVersion(), ...here },
      await spark(remote, sample, environment, stop),
    ],
    seconds: secondsSince(begun),
  };
}

async function spark(
  remote: string,
  sample: Sample | undefined,
  environment: Effects["environment"],
  stop: AbortSignal | undefined,
): Promise<EngineDescription> {
  const does = "merges, on a server of Spark Connect";
  const none = { name: "spark", does, version: null, remote: null, sees_data: null, problem: null } as const;
  if (remote === "none") return none;
  const { openSpark, remoteOf, seesFile } = await import("../../engines/spark/mod.ts");
  const server = await remoteOf(remote, environment);
  const named = { ...none, remote: server.shown };
  try {
    const session = await openSpark(server, async () => stop?.throwIfAborted());
    try {
      const version = (await session.version()) ?? null;
      if (sample === undefined) return { ...named, version };
      const sees = await seesFile(session, sample.path, sample.sha256);
      const problem = `It does not find "${sample.path}" as it is here. Mount the data folder at the same path on the server and each of its workers.`;
      return { ...named, version, sees_data: sees, problem: sees ? null : problem };
    } finally {
      await session.close();
    }
  } catch (error) {
    stop?.throwIfAborted();
    if (!(error instanceof Failure)) throw error;
    return { ...named, sees_data: false, problem: error.message };
  }
}
