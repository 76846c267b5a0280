import {
  CATALOG,
  cvegeoKey,
  type DayColumn,
  datasetColumns,
  dayColumns,
  type Feed,
  feedLabel,
  type Settings,
} from "../../configs/mod.ts";
import { readForecast } from "../../engines/polars/mod.ts";
import { Failure } from "../../errors/mod.ts";
import {
  type CsvFormulas,
  describeColumns,
  encodeFrame,
  joinedTables,
  MUNICIPALITY_KEY,
  toGeojson,
  toXlsx,
  withCvegeo,
} from "../../frames/mod.ts";
import pl from "../../frames/polars.ts";
import { type Effects, realEffects, secondsSince } from "../../io/effects.ts";
import {
  type Content,
  checkedPaths,
  type DataFolder,
  FORECAST_MANIFEST,
  fileOf,
  folderOf,
  type Inventory,
  listForecasts,
  newestMunicipalities,
  readInventory,
  readManifest,
  SNAPSHOT_MANIFEST,
} from "../../store/mod.ts";
import { recordsOfBody } from "../body_records.ts";
import { futureWarnings, knownFeedOf } from "../folder_warnings.ts";
import { writeOutput } from "../write_output.ts";
import { chosenVersion } from "./_chosen_version.ts";
import { daysFrame } from "./days_frame.ts";
import type { ExportFormat, ExportResult } from "./export_result.ts";
import { readVersion } from "./read_version.ts";

export type ExportOptions = {
  readonly data: DataFolder;
  readonly settings: Pick<Settings, "dataDir" | "logDir" | "csvFormulas">;
  readonly dataset: ExportResult["dataset"];
  readonly format: ExportFormat;
  readonly output: string;
  /** Keeps a file that is there. */
  readonly noClobber?: boolean;
  /** The newest, unless given. */
  readonly version?: string | undefined;
};

/** A table to export, and what its rows are keyed by. */
type Table = { readonly version: string; readonly frame: pl.DataFrame; readonly key: readonly string[] };

/**
 * Writes one version of a dataset to a file for another program, whole or not at all, or into a pipe or device.
 *
 * @throws {Failure} `no-input` when there is no such version, `usage` when the format cannot hold it or the output would
 * take the place of something of the program's own, `contract` when it was changed since it was published, `cannot-create` or `io` when the file
 * cannot be written
 *
 * @example
 * ```ts
 * await exportTable({ data, settings, dataset: "merged", format: "xlsx", output: "merged.xlsx" });
 * ```
 */
export async function exportTable(
  { data, settings, dataset, format, output, noClobber, version }: ExportOptions,
  { files, now }: Pick<Effects, "files" | "now"> = realEffects,
): Promise<ExportResult> {
  const started = performance.now();
  const { dataDir, csvFormulas } = settings;
  const at = now();
  const feed = await knownFeedOf(data);
  const inventory = await readInventory(data);
  const table = await tableOf(dataset, version, { data, inventory, feed, at });
  const { frame } = table;
  const { content, withoutPlace } = await encoded(table, dataset, format, csvFormulas, feed);
  const { bytes, overwrote } = await writeOutput(output, content, { ...settings, noClobber }, files);
  return {
    schema_version: 1,
    command: "export",
    data_dir: dataDir,
    warnings: futureWarnings(inventory, at),
    feed: feedLabel(feed),
    dataset,
    version: table.version,
    format,
    output,
    overwrote,
    bytes,
    rows: frame.height,
    columns: describeColumns(frame, unitsIn(dataset, feed)),
    without_coordinates: withoutPlace,
    seconds: secondsSince(started),
  };
}

/** A data folder, and what is known of it when an export begins. */
type Folder = {
  readonly data: DataFolder;
  readonly inventory: Inventory;
  readonly feed: Feed;
  readonly at: Date;
};

async function tableOf(
  dataset: ExportOptions["dataset"],
  wanted: string | undefined,
  folder: Folder,
): Promise<Table> {
  if (dataset === "municipalities") return await municipalities(folder.data, wanted);
  if (dataset === "forecast") return await forecast(wanted, folder);
  if (dataset === "forecasts" || dataset === "days") return await archived(dataset, wanted, folder);
  const { data, inventory, feed, at } = folder;
  const version = chosenVersion(data, inventory, dataset, wanted, at);
  return { version, frame: await readVersion(data, inventory, dataset, version, feed), key: feed.key };
}

/** Every record of the newest body, or of the one that a snapshot was made of. */
async function forecast(wanted: string | undefined, { data, inventory, feed, at }: Folder): Promise<Table> {
  const version = chosenVersion(data, inventory, "snapshots", wanted, at);
  const manifest = await readManifest(data, inventory, folderOf("snapshots"), version, SNAPSHOT_MANIFEST);
  const frame = withCvegeo(await recordsOfBody(data, manifest, feed), cvegeoKey(feed));
  return { version, frame, key: [...feed.key, feed.time] };
}

/** The forecast of one run out of the archive, as it is or by the day. */
async function archived(
  dataset: "forecasts" | "days",
  wanted: string | undefined,
  folder: Folder,
): Promise<Table> {
  const { data, inventory, feed } = folder;
  const all = listForecasts(inventory);
  const chosen = wanted === undefined ? all.at(-1) : all.find(({ version }) => version === wanted);
  if (chosen === undefined) {
    const where = data.objects.where(CATALOG.forecasts.folder);
    const newest = all.at(-1)?.version;
    const message =
      newest === undefined
        ? `Found no forecasts in "${where}". Run "municlima archive" first.`
        : `Found no forecast "${wanted}" in "${where}". The newest is "${newest}".`;
    throw new Failure("no-input", message);
  }
  const { version } = chosen;
  if (dataset === "days") {
    const key = [...feed.key, "day"];
    return { version, frame: await daysFrame(folder, [chosen]), key };
  }
  const manifest = await readManifest(data, inventory, chosen.folder, version, FORECAST_MANIFEST);
  const [path = ""] = await checkedPaths(data, [fileOf(manifest)]);
  const frame = await readForecast(
    path,
    manifest.columns.map(({ name }) => name),
  );
  return { version, frame, key: [...feed.key, feed.time] };
}

async function municipalities(data: DataFolder, wanted: string | undefined): Promise<Table> {
  const { date, tables } = await newestMunicipalities(data);
  if (wanted !== undefined && wanted !== date) {
    throw new Failure(
      "usage",
      `There is no version "${wanted}" of the municipality data: only the newest, "${date}", counts.`,
    );
  }
  return { version: date, frame: joinedTables(tables), key: MUNICIPALITY_KEY };
}

async function encoded(
  { frame, key, version }: Table,
  dataset: ExportOptions["dataset"],
  format: ExportFormat,
  formulas: CsvFormulas,
  feed: Feed,
): Promise<{ content: Content; withoutPlace: number | null }> {
  if (format === "geojson") {
    const { attribution, synthetic } = feed;
    const about = {
      title: titleOf(dataset),
      version,
      attribution,
      synthetic,
    };
    const { geojson, withoutPlace } = toGeojson(frame, { key }, about);
    return { content: geojson, withoutPlace };
  }
  if (format !== "xlsx") return { content: encodeFrame(frame, format, formulas), withoutPlace: null };
  const sheets = [
    { name: dataset, frame },
    { name: "columns", frame: columnSheet(frame, dataset, version, feed) },
  ];
  return { content: await toXlsx(sheets), withoutPlace: null };
}

function titleOf(dataset: ExportOptions["dataset"]): string {
  if (dataset === "days") return "Days of the forecast";
  return dataset === "forecast" ? "Forecast" : CATALOG[dataset].title;
}

/** What is known of a dataset's columns. A snapshot is one record of each town, and has the columns of all. */
function columnsOf(dataset: ExportOptions["dataset"], feed: Feed): readonly DayColumn[] {
  if (dataset === "days") return dayColumns(feed);
  return datasetColumns(dataset === "forecast" ? "snapshots" : dataset, feed);
}

function unitsIn(dataset: ExportOptions["dataset"], feed: Feed): Map<string, string> {
  return new Map(
    columnsOf(dataset, feed).flatMap(({ name, unit }) => (unit === undefined ? [] : [[name, unit]])),
  );
}

/** What a reader of a spreadsheet should know of its columns, and of where they come from. */
function columnSheet(
  frame: pl.DataFrame,
  dataset: ExportOptions["dataset"],
  version: string,
  feed: Feed,
): pl.DataFrame {
  const described = describeColumns(frame, unitsIn(dataset, feed));
  const meanings = new Map(columnsOf(dataset, feed).map(({ name, meaning }) => [name, meaning]));
  const text = (name: string, values: readonly (string | null)[]) => pl.Series(name, [...values], pl.Utf8);
  return pl.DataFrame([
    text("column", [...described.map(({ name }) => name), "version", "source"]),
    text("type", [...described.map(({ type }) => type), null, null]),
    text("unit", [...described.map(({ unit }) => unit ?? null), null, null]),
    text("meaning", [...described.map(({ name }) => meanings.get(name) ?? null), version, feed.attribution]),
  ]);
}
