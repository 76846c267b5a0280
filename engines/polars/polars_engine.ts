import pl from "../../frames/polars.ts";
import { type LocalFiles, localFiles } from "../../io/files.ts";
import type { Checkpoint, Engine, TownAggregates } from "../engine.ts";
import type { Partition } from "../partition.ts";
import type { MergePlan } from "../plan.ts";
import { batchesOf, collectBatch } from "./_batches.ts";
import { townTotals } from "./_town_totals.ts";
import { newestLabels } from "./newest_labels.ts";

/** The engine in this process, which needs no other. */
export const polarsEngine: Engine = { name: "polars", aggregate: aggregateTowns };

/**
 * {@linkcode Engine.aggregate} with Polars: one batch after the other, the checkpoint before each. Labels are read
 * from the newest snapshot alone, and from older batches where newer ones lack a town: texts are what takes time and
 * memory.
 *
 * @example
 * ```ts
 * const { totals, labels } = await aggregateTowns(plan, partitions, async () => undefined);
 * const means = townMeans(totals, labels, plan);
 * ```
 */
export async function aggregateTowns(
  plan: MergePlan,
  partitions: readonly Partition[],
  checkpoint: Checkpoint,
  files: Pick<LocalFiles, "readStart"> = localFiles,
): Promise<TownAggregates> {
  const batches = batchesOf(partitions);
  const addUp = townTotals(plan);
  const totals: pl.DataFrame[] = [];
  for (const batch of batches) {
    await checkpoint();
    totals.push(await collectBatch(batch, addUp, plan, files));
  }

  const townsOf = (batch: number) => (totals[batch] as pl.DataFrame).select(...plan.key);
  const labels = await newestLabels(plan, partitions, townsOf, checkpoint, files);
  return { totals: pl.concat(totals), labels };
}
