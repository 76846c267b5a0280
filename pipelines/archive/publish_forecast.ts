import type pl from "nodejs-polars";
import { cvegeoKey, type Feed, feedLabel } from "../../configs/mod.ts";
import { writeForecast } from "../../engines/polars/mod.ts";
import { forecastTable, isoTime } from "../../frames/mod.ts";
import type { Effects } from "../../io/effects.ts";
import {
  forecastPlace,
  manifestName,
  parseRunVersion,
  publishTables,
  readInventory,
  type SnapshotManifest,
  tableName,
} from "../../store/mod.ts";
import type { Run } from "../run/with_run.ts";
import { tableDetails } from "../table_details.ts";
import type { ArchivedBody } from "./archive_result.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Publishes every record of a feed body as one Parquet file of the archive.
 *
 * @param records × columns of the feed
 * @param source what the manifest of a snapshot says of the body
 * @throws {Failure} `config` when the feed has a column that the archive needs the name of; `cannot-create`, `locked` or `io`
 */
export async function publishForecast(
  records: pl.DataFrame,
  source: SnapshotManifest["source"],
  feed: Feed,
  { data, id }: Run,
  effects: Effects,
): Promise<ArchivedBody> {
  const { folder, version } = forecastPlace(source.model_run, source.sha256);
  const run = source.model_run;
  const body = parseRunVersion(version)?.hash ?? "";
  const table = forecastTable(records, feed, { run, body, isMunicipal: cvegeoKey(feed) !== undefined });
  const times = records
    .getColumn(feed.time)
    .unique()
    .toArray()
    .map(Number)
    .sort((a, b) => a - b);
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? time));
  const details = {
    ...tableDetails(table, "forecasts", feed, id, effects),
    feed: feedLabel(feed),
    run,
    last: isoTime(new Date(times.at(-1) ?? 0)),
    step_hours: gaps.length === 0 ? null : Math.min(...gaps) / HOUR,
    ...townsOf(table, times, feed),
    source,
  };
  const content = (path: string) => writeForecast(path, table);
  const inventory = await readInventory(data);
  const [manifest] = await publishTables(data, [{ folder, version, content, details }], inventory);
  const { where } = data.objects;
  return {
    run,
    body: source.raw,
    rows: table.height,
    bytes: manifest?.bytes ?? 0,
    files: { parquet: where(tableName(folder, version)), manifest: where(manifestName(folder, version)) },
  };
}

/** How many towns there are, and how many days of towns. Where every town has every time neither needs a look at each. */
function townsOf(
  table: pl.DataFrame,
  times: readonly number[],
  { key, time }: Feed,
): { readonly towns: number; readonly town_days: number } {
  const towns = table.select(...key).unique().height;
  const dayOf = (at: number) => Math.floor(at / DAY);
  const days = new Set(times.map(dayOf)).size;
  if (table.height === towns * times.length) return { towns, town_days: towns * days };
  const keys = key.map((name) => table.getColumn(name).toArray());
  const found = table
    .getColumn(time)
    .toArray()
    .map((at, row) => JSON.stringify([dayOf(Number(at)), ...keys.map((column) => String(column[row]))]));
  return { towns, town_days: new Set(found).size };
}
