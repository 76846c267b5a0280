import { cvegeoKey, type Feed } from "../../configs/mod.ts";
import type { SqlTable } from "../../engines/duckdb/mod.ts";
import { Failure } from "../../errors/mod.ts";
import {
  CACHE_FOLDER,
  type DataFolder,
  forecastName,
  namesBelow,
  parseForecastName,
  readInventory,
  type SnapshotManifest,
  sha256,
} from "../../store/mod.ts";
import { archivedForecast } from "../archived_forecast.ts";

/** Another one when what is made of a body changes. */
const FORM = 1;

/**
 * Every record of a feed body: its file in the archive, where it has one, or a Parquet file that is made once and kept
 * in the folder's cache. What the name of that says of it, which is what it was made of and its own hash, is looked at each time: a file that was damaged is made anew.
 *
 * @returns the file, or the records themselves where the folder cannot be written
 * @throws {Failure} as `recordsOfBody()`
 */
export async function forecastRows(
  data: DataFolder,
  manifest: SnapshotManifest | undefined,
  feed: Feed,
): Promise<SqlTable["rows"]> {
  const { objects } = data;
  const columns = feed.columns.map(({ name, type }) => ({ name, type }));
  const cvegeo = cvegeoKey(feed);
  const readAs = feed.columns.map(({ name, type, path, format, missing }) => ({
    name,
    type,
    path,
    format,
    missing,
  }));
  const fileOf = async (name: string) => [
    { format: "parquet" as const, paths: [await objects.path(name)], columns, cvegeo },
  ];
  const archived =
    manifest === undefined ? undefined : await archivedForecast(data, await readInventory(data), manifest);
  if (archived !== undefined) return [{ format: "parquet" as const, paths: [archived], columns, cvegeo }];
  const source = sha256(
    new TextEncoder().encode(JSON.stringify([FORM, manifest?.source.sha256, readAs])),
  ).slice(0, 16);
  const kept = (await namesBelow(objects, CACHE_FOLDER)).filter(
    (name) => parseForecastName(name) !== undefined,
  );
  for (const name of manifest === undefined ? [] : kept) {
    const parsed = parseForecastName(name);
    if (parsed?.source !== source) continue;
    if ((await objects.digest(name))?.sha256 === parsed.sha256) return await fileOf(name);
  }
  const { recordsOfBody } = await import("../body_records.ts");
  const records = await recordsOfBody(data, manifest, feed);
  const bytes = records.writeParquet({ compression: "zstd" });
  const name = forecastName(source, sha256(bytes));
  try {
    await objects.replace(name, bytes);
    // Of other bodies nobody will ask: the newest one counts.
    await objects.remove(kept.filter((other) => other !== name));
  } catch (error) {
    // Who may only read the folder parses the body each time.
    if (!(error instanceof Failure)) throw error;
    const { withCvegeo } = await import("../../frames/mod.ts");
    return withCvegeo(records, cvegeo);
  }
  return await fileOf(name);
}
