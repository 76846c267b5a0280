import pl from "nodejs-polars";
import type { Feed } from "../configs/mod.ts";
import { townLabels, townMeans, townTotals } from "../frames/mod.ts";
import type { SnapshotLot } from "../io/snapshot_lots.ts";

/**
 * The means of each town over all lots. Labels are read of those lots alone that have the last record of a
 * town, mostly the last one: texts are what takes time and memory.
 *
 * @param lots older ones first
 */
export async function averageTowns(lots: readonly SnapshotLot[], feed: Feed): Promise<pl.DataFrame> {
  const key = [...feed.key];
  const totals: pl.DataFrame[] = [];
  const addUp = townTotals(feed);
  for (const lot of lots) totals.push(await lot.collect(addUp));

  const labels: pl.DataFrame[] = [];
  const describe = townLabels(feed);
  let known: pl.DataFrame | undefined;
  for (const [i, lot] of [...lots.entries()].reverse()) {
    const towns = (totals[i] as pl.DataFrame).select(...key);
    const others: pl.DataFrame = known === undefined ? towns : towns.join(known, { on: key, how: "anti" });
    if (others.height === 0) continue;
    known = known === undefined ? towns : pl.concat([known, others]);
    labels.unshift(await lot.collect(describe));
  }
  return townMeans(pl.concat(totals), pl.concat(labels), feed);
}
