import { rm } from "node:fs/promises";
import { join } from "node:path";
import { CATALOG } from "../../configs/mod.ts";
import { ours } from "./_ours.ts";
import type { Contestant } from "./workload.ts";

/** This program as it merges the last hours of a data folder that has no means yet; `dataset` is compared. */
export function oursMerging(work: string, dataDir: string, window: number, dataset: string): Contestant {
  return ours(["merge", "--feed", "sample", "--window", String(window)], {
    work,
    dataDir,
    dataset,
    fresh: async () => {
      for (const { folder } of [CATALOG.means, CATALOG.merged]) {
        await rm(join(dataDir, folder), { recursive: true, force: true });
      }
    },
  });
}
