import {
  checkedPaths,
  type DataFolder,
  FORECAST_MANIFEST,
  fileOf,
  forecastPlace,
  type Inventory,
  readManifest,
  type SnapshotManifest,
} from "../store/mod.ts";

/**
 * The path of the Parquet file that has every record of the body that a snapshot came from, compared with its manifest;
 * undefined where it was not archived.
 *
 * @throws {Failure} `contract` when it is missing or was changed, `io` when it cannot be read
 */
export async function archivedForecast(
  data: DataFolder,
  inventory: Inventory,
  { source }: Pick<SnapshotManifest, "source">,
): Promise<string | undefined> {
  const { folder, version } = forecastPlace(source.model_run, source.sha256);
  if (inventory.tables.get(folder)?.has(version) !== true) return undefined;
  const manifest = await readManifest(data, inventory, folder, version, FORECAST_MANIFEST);
  const [path] = await checkedPaths(data, [fileOf(manifest)]);
  return path;
}
