import { CATALOG } from "../../configs/mod.ts";
import { peerContestants } from "../runner/peers.ts";
import { oursCompacting } from "./_compacting.ts";
import { MEASURES } from "./_measures.ts";
import { oursMerging } from "./_merging.ts";
import { outputs, writingCsv } from "./_output.ts";
import { year } from "./_year.ts";
import { OURS, type Workload } from "./workload.ts";

/** The year again, from what compacting made of it. */
export const yearParquet: Workload = {
  name: "year-parquet",
  title: "Average a compacted year",
  about: "Averages every town over the same year from the Parquet files that municlima compacted it into.",
  prepare: async (bench) => {
    const { hours, input } = await year(bench);
    const { contestant, dataDir } = await oursCompacting(bench);
    await contestant.measure();
    const output = await outputs(bench.work, "year-parquet", ".csv");
    return {
      input: `${input}, compacted`,
      contestants: [
        oursMerging(bench.work, dataDir, hours, CATALOG.means.folder),
        ...peerContestants(bench, "year_parquet", { folder: dataDir }, output).map(writingCsv),
      ],
      goals: [
        { contestant: OURS, what: "wall", atMost: 1, times: "DuckDB" },
        { contestant: OURS, what: "peak", atMost: 500 },
      ],
      measures: MEASURES,
    };
  },
};
