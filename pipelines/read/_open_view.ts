import type pl from "nodejs-polars";
import type { Feed } from "../../configs/mod.ts";
import { mergePlan } from "../../engines/mod.ts";
import { scanSnapshots } from "../../engines/polars/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { municipalityFrame } from "../../frames/mod.ts";
import {
  type DataFolder,
  folderOf,
  type Inventory,
  listSnapshots,
  newestMunicipalities,
  snapshotInputs,
} from "../../store/mod.ts";
import { recordsOfBody } from "../body_records.ts";
import { checkedPartitions } from "../checked_partitions.ts";
import { newestManifest } from "../newest_manifest.ts";
import { chosenVersion } from "./_chosen_version.ts";
import { readVersion } from "./read_version.ts";

/** What a query may ask: each dataset under its name in the catalog, the newest feed body as "forecast". */
export const VIEWS = ["snapshots", "means", "merged", "municipalities", "forecast"] as const;

export type ViewName = (typeof VIEWS)[number];

/**
 * Opens a dataset as a lazy frame: of the snapshots all records with their `version`, of the other datasets the
 * newest version, of the forecast every record of the newest feed body.
 *
 * @throws {Failure} `no-input` when there is nothing in it yet; `contract` or `io` when it cannot be read
 */
export async function openView(
  view: ViewName,
  data: DataFolder,
  inventory: Inventory,
  feed: Feed,
  now: Date,
): Promise<pl.LazyDataFrame> {
  switch (view) {
    case "snapshots": {
      const partitions = await snapshotPartitions(data, inventory, now);
      return await scanSnapshots(partitions, mergePlan(feed));
    }
    case "means":
    case "merged": {
      const version = chosenVersion(data, inventory, view, undefined, now);
      return (await readVersion(data, inventory, view, version, feed)).lazy();
    }
    case "municipalities": {
      const { csv, path } = await newestMunicipalities(data);
      return municipalityFrame(csv, path).lazy();
    }
    case "forecast":
      return (await recordsOfBody(data, await newestManifest(data, inventory, now), feed)).lazy();
  }
}

/** The checked files of all snapshots, oldest first. */
export async function snapshotPartitions(data: DataFolder, inventory: Inventory, now: Date) {
  const snapshots = [...(await listSnapshots(data, inventory, now)).snapshots].reverse();
  if (snapshots.length === 0) {
    const folder = data.objects.where(folderOf("snapshots"));
    throw new Failure("no-input", `Found no snapshots in "${folder}". Run "municlima ingest" first.`);
  }
  return await checkedPartitions(data, snapshots, await snapshotInputs(data, inventory, snapshots));
}
