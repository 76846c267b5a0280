import type { Feed } from "../configs/mod.ts";
import { townLabels, townMeans, townTotals } from "../frames/mod.ts";
import pl from "../frames/polars.ts";
import { snapshotLots } from "../io/snapshot_lots.ts";
import type { FileSystem, Snapshot } from "../io/store/mod.ts";
import type { Run } from "./_recorded.ts";

/**
 * The means of each town over all snapshots. Labels are read of the newest one alone, and of older ones where
 * the newest lacks a town: texts are what takes time and memory.
 *
 * @param snapshots oldest first
 */
export async function averageTowns(
  dataDir: string,
  snapshots: readonly Snapshot[],
  feed: Feed,
  run: Pick<Run, "checkpoint">,
  files: FileSystem,
): Promise<pl.DataFrame> {
  const key = [...feed.key];
  const lots = snapshotLots(dataDir, snapshots, feed, files);
  const addUp = townTotals(feed);
  const totals: pl.DataFrame[] = [];
  for (const lot of lots) {
    await run.checkpoint();
    totals.push(await lot.collect(addUp));
  }

  const describe = townLabels(feed);
  const [newest] = snapshotLots(dataDir, snapshots.slice(-1), feed, files);
  const labels = newest === undefined ? [] : [await newest.collect(describe)];
  let known = pl.concat(labels).select(...key);
  for (const [i, lot] of [...lots.entries()].reverse()) {
    const others = (totals[i] as pl.DataFrame).select(...key).join(known, { on: key, how: "anti" });
    if (others.height === 0) continue;
    known = pl.concat([known, others]);
    labels.unshift(await lot.collect(describe));
  }
  return townMeans(pl.concat(totals), pl.concat(labels), feed);
}
