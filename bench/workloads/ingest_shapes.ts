import { SHAPES, shapedFeed } from "../inputs/shaped_feed.ts";
import { peerContestants } from "../runner/peers.ts";
import { oursIngesting } from "./_ingesting.ts";
import { MEASURES } from "./_measures.ts";
import { outputs, writingCsv } from "./_output.ts";
import { type Contestant, OURS, type Workload } from "./workload.ts";

const PEER = "DuckDB (Python)";

/** The same in every way in which other people's feeds are written. */
export const ingestShapes: Workload = {
  name: "ingest-shapes",
  title: "Ingest feeds that are written in other ways",
  about:
    "The same rows with numbers that have no quotes, one null, one row in another order, in the order of time, with a brace in a text, as JSON lines, and indented by two spaces.",
  prepare: async (bench) => {
    const contestants: Contestant[] = [];
    for (const shape of Object.keys(SHAPES)) {
      const feed = await shapedFeed(bench, shape);
      const output = await outputs(bench.work, `ingest-shapes-${shape.replace(/\W+/g, "-")}`, ".csv");
      const query = shape === "JSON lines" ? "ingest_lines" : "ingest";
      contestants.push(oursIngesting(bench.work, feed, "sample", { name: `${OURS}, ${shape}` }));
      for (const peer of peerContestants(bench, query, { feed }, output, [PEER]))
        contestants.push(writingCsv({ ...peer, name: `${peer.name}, ${shape}` }));
    }
    return {
      input: bench.quick
        ? "a few towns × 116 hours"
        : "285,708 rows × 20 columns, 90 to 137 MB of JSON in gzip",
      contestants,
      goals: Object.keys(SHAPES).map((shape) => ({
        contestant: `${OURS}, ${shape}`,
        what: "wall",
        atMost: 0.6,
        times: `${PEER}, ${shape}`,
      })),
      measures: MEASURES,
    };
  },
};
