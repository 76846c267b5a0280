import { hourlyFeed } from "../inputs/feeds.ts";
import { ingesting } from "./_ingesting.ts";
import { MEASURES } from "./_measures.ts";
import { OURS, type Workload } from "./workload.ts";

/** The everyday work: the whole hourly feed to a snapshot. */
export const ingest: Workload = {
  name: "ingest",
  title: "Ingest the hourly feed",
  about:
    "Reads the gzip feed, types all columns of all records, keeps the last record of each town, and writes them " +
    "as CSV in the order of their keys. municlima also checks ranges and keeps the body, a manifest and the run history.",
  prepare: async (bench) => ({
    input: bench.quick
      ? "a few towns × 116 hours"
      : "285,708 rows × 20 columns, 112 MB of JSON in 10 MB of gzip",
    contestants: await ingesting(bench, "ingest", await hourlyFeed(bench)),
    goals: [
      { contestant: OURS, what: "wall", atMost: 0.5, times: "DuckDB" },
      { contestant: OURS, what: "peak", atMost: 0.6, times: "DuckDB" },
      { contestant: OURS, what: "wall", atMost: 0.25, times: "pandas" },
    ],
    measures: MEASURES,
  }),
};
