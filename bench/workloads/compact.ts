import { rm } from "node:fs/promises";
import { join } from "node:path";
import { CATALOG } from "../../configs/mod.ts";
import { peerContestants } from "../runner/peers.ts";
import { oursCompacting } from "./_compacting.ts";
import { outputs } from "./_output.ts";
import { parquetDigest } from "./_parquet_digest.ts";
import { year } from "./_year.ts";
import { OURS, type Workload } from "./workload.ts";

/** A year of snapshots put into fewer, smaller files. */
export const compact: Workload = {
  name: "compact",
  title: "Compact a year of snapshots",
  about: "Rewrites a year of hourly CSV snapshots as a Parquet file for each month, compressed with zstd.",
  prepare: async (bench) => {
    const { dataDir, input } = await year(bench);
    const { contestant, dataDir: compacted } = await oursCompacting(bench);
    const output = await outputs(bench.work, "compact", "");
    const folder = join(dataDir, CATALOG.snapshots.folder);
    // pandas is left out: it takes minutes, and most of the memory of a small machine.
    const names = ["DuckDB (Python)", "DuckDB (Node)", "Polars"] as const;
    const peers = peerContestants(bench, "compact", { folder }, output, names).map((peer) => ({
      ...peer,
      measure: async () => {
        await rm(peer.output, { recursive: true, force: true });
        return await peer.measure();
      },
      table: async () => await parquetDigest(peer.output),
    }));
    return {
      input,
      contestants: [{ ...contestant, table: async () => await parquetDigest(compacted) }, ...peers],
      goals: [
        { contestant: OURS, what: "wall", atMost: 1, times: "DuckDB" },
        { contestant: OURS, what: "peak", atMost: 500 },
      ],
    };
  },
};
