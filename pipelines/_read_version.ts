import { CATALOG, type Feed } from "../configs/mod.ts";
import pl from "../frames/polars.ts";
import { scanSnapshots } from "../io/scan_snapshots.ts";
import { type FileSystem, listSnapshots, readManifest, type Version } from "../io/store/mod.ts";
import { checkSnapshots } from "./_check_snapshots.ts";
import type { Versioned } from "./_chosen_version.ts";
import { publishedTable } from "./_published_table.ts";
import { snapshotInputs } from "./_snapshot_inputs.ts";

/**
 * Reads one version of a dataset, once its bytes are known to be those that were published.
 *
 * @returns towns × columns of the table, times as times
 * @throws {Failure} `contract` when it was changed, `io` when it cannot be read
 */
export async function readVersion(
  dataset: Versioned,
  version: Version,
  dataDir: string,
  feed: Feed,
  files: FileSystem,
): Promise<pl.DataFrame> {
  if (dataset !== "snapshots") {
    const manifest = await readManifest(dataDir, CATALOG[dataset].folder, version, files);
    return await publishedTable(dataDir, manifest, files, pl.Datetime("us"));
  }
  const snapshots = (await listSnapshots(dataDir, files)).filter((each) => each.version === version);
  await checkSnapshots(dataDir, snapshots, await snapshotInputs(dataDir, snapshots, files), files);
  const records = await scanSnapshots(dataDir, snapshots, feed, files);
  return await records.select(...feed.columns.map(({ name }) => name)).collect();
}
