import { indentedFeed } from "../inputs/feeds.ts";
import { ingesting } from "./_ingesting.ts";
import { MEASURES } from "./_measures.ts";
import { OURS, type Workload } from "./workload.ts";

/** The same in the layout of which the text is largest: indented, escaped. */
export const ingestIndented: Workload = {
  name: "ingest-indented",
  title: "Ingest the same feed, indented and escaped",
  about: "The same rows on a line for each value, indented by four spaces, with what is not ASCII escaped.",
  prepare: async (bench) => ({
    input: bench.quick
      ? "a few towns × 116 hours"
      : "285,708 rows × 20 columns, 162 MB of JSON in 11 MB of gzip",
    contestants: await ingesting(bench, "ingest-indented", await indentedFeed(bench)),
    goals: [{ contestant: OURS, what: "wall", atMost: 0.8, times: "DuckDB" }],
    measures: MEASURES,
  }),
};
