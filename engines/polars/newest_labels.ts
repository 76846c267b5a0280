import pl from "../../frames/polars.ts";
import { type LocalFiles, localFiles } from "../../io/files.ts";
import type { Checkpoint } from "../engine.ts";
import type { Partition } from "../partition.ts";
import type { MergePlan } from "../plan.ts";
import { batchesOf, collectBatch } from "./_batches.ts";
import { townLabels } from "./_town_labels.ts";

/**
 * What the newest record of each town says of it: read from the newest snapshot alone, and from older batches while newer
 * ones lack a town. Texts are what takes time and memory, and most towns are in every snapshot.
 *
 * @param townsOf towns that a batch may have, as towns × (state key, municipality key); batches are counted from the
 * oldest, 0
 * @returns (state key, municipality key, labels) as `TownAggregates.labels` has them
 * @throws {Failure} `contract` when a file does not hold what it should, `io` when one cannot be read
 *
 * @example
 * ```ts
 * const labels = await newestLabels(plan, partitions, () => totals.select(...plan.key), async () => undefined);
 * ```
 */
export async function newestLabels(
  plan: MergePlan,
  partitions: readonly Partition[],
  townsOf: (batch: number) => pl.DataFrame,
  checkpoint: Checkpoint,
  files: Pick<LocalFiles, "readStart"> = localFiles,
): Promise<pl.DataFrame> {
  const key = [...plan.key];
  const describe = townLabels(plan);
  const labels = [await collectBatch(newestSnapshot(partitions), describe, plan, files)];
  let known = pl.concat(labels).select(...key);
  for (const [i, batch] of [...batchesOf(partitions).entries()].reverse()) {
    const others = townsOf(i).join(known, { on: key, how: "anti" });
    if (others.height === 0) continue;
    await checkpoint();
    const found = await collectBatch(batch, describe, plan, files);
    known = pl.concat([known, found.select(...key)]);
    labels.unshift(found);
  }
  return pl.concat(labels);
}

/** The newest snapshot alone, out of the file it is in. */
function newestSnapshot(partitions: readonly Partition[]): Partition[] {
  return partitions.slice(-1).map(({ versions, whole, ...file }) => {
    const newest = versions.slice(-1);
    return { ...file, versions: newest, whole: whole && newest.length === versions.length };
  });
}
