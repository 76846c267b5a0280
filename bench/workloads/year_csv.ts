import { join } from "node:path";
import { CATALOG } from "../../configs/mod.ts";
import { peerContestants } from "../runner/peers.ts";
import { MEASURES } from "./_measures.ts";
import { oursMerging } from "./_merging.ts";
import { outputs, writingCsv } from "./_output.ts";
import { year } from "./_year.ts";
import { OURS, type Workload } from "./workload.ts";

/** A year averaged from the snapshots as they were published. */
export const yearCsv: Workload = {
  name: "year-csv",
  title: "Average a year of snapshots in CSV",
  about: "Averages every town over a year of hourly CSV snapshots, and writes the means as CSV.",
  prepare: async (bench) => {
    const { dataDir, hours, input } = await year(bench);
    const folder = join(dataDir, CATALOG.snapshots.folder);
    const output = await outputs(bench.work, "year-csv", ".csv");
    return {
      input,
      contestants: [
        oursMerging(bench.work, dataDir, hours, CATALOG.means.folder),
        ...peerContestants(bench, "year_csv", { folder }, output).map(writingCsv),
      ],
      goals: [
        { contestant: OURS, what: "wall", atMost: 1, times: "DuckDB" },
        { contestant: OURS, what: "peak", atMost: 500 },
      ],
      measures: MEASURES,
    };
  },
};
