import pl from "../../frames/polars.ts";
import { type LocalFiles, localFiles } from "../../io/files.ts";
import type { Checkpoint, Engine, TownAggregates } from "../engine.ts";
import type { Partition } from "../partition.ts";
import type { MergePlan } from "../plan.ts";
import { batchesOf, collectBatch } from "./_batches.ts";
import { townLabels } from "./_town_labels.ts";
import { townTotals } from "./_town_totals.ts";

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

  const key = [...plan.key];
  const describe = townLabels(plan);
  const labels = [await collectBatch(newestSnapshot(partitions), describe, plan, files)];
  let known = pl.concat(labels).select(...key);
  for (const [i, batch] of [...batches.entries()].reverse()) {
    const towns = (totals[i] as pl.DataFrame).select(...key);
    const others = towns.join(known, { on: key, how: "anti" });
    if (others.height === 0) continue;
    await checkpoint();
    known = pl.concat([known, others]);
    labels.unshift(await collectBatch(batch, describe, plan, files));
  }
  return { totals: pl.concat(totals), labels: pl.concat(labels) };
}

/** The newest snapshot alone, out of the file it is in. */
function newestSnapshot(partitions: readonly Partition[]): Partition[] {
  return partitions.slice(-1).map(({ versions, whole, ...file }) => {
    const newest = versions.slice(-1);
    return { ...file, versions: newest, whole: whole && newest.length === versions.length };
  });
}
