import { rm } from "node:fs/promises";
import { join } from "node:path";
import { CATALOG } from "../../configs/mod.ts";
import { peerContestants } from "../runner/peers.ts";
import { ours } from "./_ours.ts";
import { outputs, writingCsv } from "./_output.ts";
import { type Bench, type Contestant, OURS } from "./workload.ts";

/** All who take in a feed and write the last record of each town; ours into a new data folder each time. */
export async function ingesting(bench: Bench, workload: string, feed: string): Promise<Contestant[]> {
  const output = await outputs(bench.work, workload, ".csv");
  /** DuckDB in another way than its best, with which the goals are compared. */
  const otherwise = (query: string, how: string) =>
    peerContestants(bench, query, { feed }, (peer) => output(`${peer}-${query}`), ["DuckDB (Python)"]).map(
      (contestant) => ({ ...contestant, name: `${how}, ${contestant.name}` }),
    );
  const peers = [
    ...peerContestants(bench, "ingest", { feed }, output),
    ...otherwise("ingest_late", "typing the last records only"),
    ...otherwise("ingest_guessed", "guessing columns and types"),
  ];
  return [oursIngesting(bench.work, feed, "sample"), ...peers.map(writingCsv)];
}

/** This program as it ingests a feed into a new data folder. */
export function oursIngesting(
  work: string,
  from: string,
  feed: string,
  { name = OURS, millionRows }: { readonly name?: string; readonly millionRows?: number } = {},
): Contestant {
  const dataDir = join(work, "ingesting");
  return ours(["ingest", "--feed", feed, "--from", from], {
    work,
    dataDir,
    name,
    ...(millionRows === undefined ? {} : { millionRows }),
    fresh: async () => await rm(dataDir, { recursive: true, force: true }),
    dataset: CATALOG.snapshots.folder,
  });
}
