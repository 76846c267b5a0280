import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sample } from "../../configs/feeds/sample.ts";
import type { Feed } from "../../configs/mod.ts";
import { feedTowns, grownFeed } from "../inputs/feeds.ts";
import { oursIngesting } from "./_ingesting.ts";
import type { Workload } from "./workload.ts";

const SIZES = [1, 4, 16] as const;

/** How time and memory grow with the feed. */
export const growth: Workload = {
  name: "growth",
  title: "Ingest feeds of more towns",
  about:
    "The hourly feed with 1, 4 and 16 times its towns: time and memory should grow no faster than rows do.",
  prepare: async (bench) => {
    const largest = Math.max(...SIZES);
    const feed: Feed = {
      ...sample,
      name: "bench-grown",
      columns: sample.columns.map((column) =>
        column.name === "idmun" ? { ...column, maximum: 1000 * largest } : column,
      ),
      caps: { body_bytes: 1e9, text_bytes: 3e9, rows: 1e7, nesting: 20 },
    };
    const spec = join(bench.work, "grown.json");
    const towns = feedTowns(bench).length;
    const millionRows = (towns * sample.expected.records_per_town) / 1e6;
    const contestants = [];
    for (const times of SIZES) {
      const from = await grownFeed(bench, times);
      const name = `${times} × the towns`;
      contestants.push(oursIngesting(bench.work, from, spec, { name, millionRows: times * millionRows }));
    }
    await writeFile(spec, JSON.stringify(feed));
    return {
      input: `${SIZES.join(", ")} × ${towns.toLocaleString("en-US")} towns × 116 hours × 20 columns`,
      contestants: contestants.map(({ table: _, ...contestant }) => contestant),
      goals: SIZES.slice(1).flatMap((times) =>
        (["wall", "peak"] as const).map((what) => ({
          contestant: `${times} × the towns`,
          what,
          atMost: times,
          times: "1 × the towns",
        })),
      ),
    };
  },
};
