import pl from "nodejs-polars";
import { columnsOf, renamed } from "../../frames/formats/read_csv.ts";
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
  const totals: Numbered[] = [];
  for (const batch of batches) {
    await checkpoint();
    totals.push(numbered(await collectBatch(batch, addUp, plan, files)));
  }

  const describe = townLabels(plan);
  const newest = numbered(await collectBatch(newestSnapshot(partitions), describe, plan, files));
  const labels = [newest.frame];
  let known = newest.frame.select(...KEY);
  for (const [i, batch] of [...batches.entries()].reverse()) {
    const towns = (totals[i] as Numbered).frame.select(...KEY);
    const others = towns.join(known, { on: [...KEY], how: "anti" });
    if (others.height === 0) continue;
    await checkpoint();
    known = pl.concat([known, others]);
    labels.unshift(numbered(await collectBatch(batch, describe, plan, files)).frame);
  }
  return {
    totals: renamed(pl.concat(totals.map(({ frame }) => frame)), (totals[0] as Numbered).names),
    labels: renamed(pl.concat(labels), newest.names),
  };
}

/** The newest snapshot alone, out of the file it is in. */
function newestSnapshot(partitions: readonly Partition[]): Partition[] {
  return partitions.slice(-1).map(({ versions, whole, ...file }) => {
    const newest = versions.slice(-1);
    return { ...file, versions: newest, whole: whole && newest.length === versions.length };
  });
}

/** A frame whose columns have numbers for names, so that none of them hides a method of the frame; and their names. */
type Numbered = { readonly frame: pl.DataFrame; readonly names: readonly string[] };

/** The state key and the municipality key, as a group's columns come first. */
const KEY = ["column 0", "column 1"] as const;

function numbered(frame: pl.DataFrame): Numbered {
  const names = columnsOf(frame);
  return {
    frame: renamed(
      frame,
      names.map((_, i) => `column ${i}`),
    ),
    names,
  };
}
