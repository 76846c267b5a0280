import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { CATALOG } from "../../configs/mod.ts";
import { snapshotFolder } from "../inputs/snapshot_folder.ts";
import { peerContestants } from "../runner/peers.ts";
import { MEASURES } from "./_measures.ts";
import { oursMerging } from "./_merging.ts";
import { outputs, writingCsv } from "./_output.ts";
import { OURS, type Workload } from "./workload.ts";

/** The other half of every hour: the last two snapshots averaged and joined. */
export const merge: Workload = {
  name: "merge",
  title: "Merge two snapshots",
  about:
    "Averages two snapshots per town, joins the municipality table, and writes the result as CSV. municlima also " +
    "publishes the means, current.csv and their manifests.",
  prepare: async (bench) => {
    const dataDir = await snapshotFolder(bench, 2);
    const folder = join(dataDir, CATALOG.snapshots.folder);
    const [older = "", newer = ""] = (await readdir(folder)).filter((name) => name.endsWith(".csv")).sort();
    const inputs = {
      older: join(folder, older),
      newer: join(folder, newer),
      municipalities: join(dataDir, CATALOG.municipalities.folder, "20260101", "data.csv"),
    };
    const output = await outputs(bench.work, "merge", ".csv");
    return {
      input: bench.quick ? "2 snapshots of a few towns" : "2 snapshots × 2,463 towns, 2,471 municipalities",
      contestants: [
        oursMerging(bench.work, dataDir, 2, CATALOG.merged.folder),
        ...peerContestants(bench, "merge", inputs, output).map(writingCsv),
      ],
      goals: [{ contestant: OURS, what: "wall", atMost: 1, times: "DuckDB" }],
      measures: MEASURES,
    };
  },
};
