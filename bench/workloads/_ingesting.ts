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
  const late = peerContestants(bench, "ingest_late", { feed }, (peer) => output(`${peer}-late`), [
    "DuckDB (Python)",
  ]).map((contestant) => ({ ...contestant, name: `typing the last records only, ${contestant.name}` }));
  return [
    oursIngesting(bench.work, feed, "sample"),
    ...[...peerContestants(bench, "ingest", { feed }, output), ...late].map(writingCsv),
  ];
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
