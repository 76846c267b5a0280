import { join } from "node:path";
import { CATALOG, type Feed } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import { municipalityFrame } from "../frames/mod.ts";
import pl from "../frames/polars.ts";
import { scanSnapshots } from "../io/scan_snapshots.ts";
import {
  type FileSystem,
  listSnapshots,
  listVersions,
  newestMunicipalities,
  readManifest,
} from "../io/store/mod.ts";
import { newestRecords } from "./_newest_records.ts";
import { publishedTable } from "./_published_table.ts";

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
  dataDir: string,
  feed: Feed,
  files: FileSystem,
): Promise<pl.LazyDataFrame> {
  switch (view) {
    case "snapshots": {
      const snapshots = (await listSnapshots(dataDir, files)).reverse();
      if (snapshots.length === 0) throw nothing(dataDir, "snapshots", "ingest");
      return await scanSnapshots(dataDir, snapshots, feed, files);
    }
    case "means":
    case "merged": {
      const { folder } = CATALOG[view];
      const [version] = await listVersions(join(dataDir, folder), files);
      if (version === undefined) throw nothing(dataDir, view, "merge");
      const manifest = await readManifest(dataDir, folder, version, files);
      return (await publishedTable(dataDir, manifest, files, pl.Datetime("us"))).lazy();
    }
    case "municipalities": {
      const { csv, path } = await newestMunicipalities(dataDir, files);
      return municipalityFrame(csv, path).lazy();
    }
    case "forecast":
      return (await newestRecords(dataDir, feed, files)).lazy();
  }
}

function nothing(dataDir: string, dataset: "snapshots" | "means" | "merged", command: string): Failure {
  const { folder, title } = CATALOG[dataset];
  const what = title.toLowerCase();
  const message = `Found no ${what} in "${join(dataDir, folder)}". Run "municlima ${command}" first.`;
  return new Failure("no-input", message);
}
