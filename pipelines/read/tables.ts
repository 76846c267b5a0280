import {
  CATALOG,
  datasetColumns,
  dayColumns,
  type Feed,
  nounOf,
  type Settings,
  type TableName,
} from "../../configs/mod.ts";
import { didYouMean, Failure } from "../../errors/mod.ts";
import { type ColumnDescription, describeColumns, joinedTables } from "../../frames/mod.ts";
import { type Effects, realEffects, secondsSince } from "../../io/effects.ts";
import {
  type DataFolder,
  eachOf,
  FORECAST_MANIFEST,
  folderOf,
  listForecasts,
  listSnapshots,
  newestMunicipalities,
  readInventory,
  readManifest,
  snapshotInputs,
  versionsOf,
} from "../../store/mod.ts";
import { futureWarnings, knownFeedOf } from "../folder_warnings.ts";
import { newestManifest } from "../newest_manifest.ts";
import { SQL_TABLES, type SqlFolder, type SqlTableName } from "./_sql_tables.ts";
import type { TableDescription, TablesResult } from "./tables_result.ts";

export type TablesOptions = {
  readonly data: DataFolder;
  readonly settings: Pick<Settings, "dataDir">;
  /** One of them; all unless given. */
  readonly table?: string | undefined;
};

/** What is in a table: how many rows, and its columns as they are kept. */
type Kept = { readonly rows: number | null; readonly columns?: readonly ColumnDescription[] };

const VERSION = {
  name: "version",
  type: "string",
  meaning: "The version that a row is of: the time of its publication, YYYYMMDD_HHMMSS in UTC",
} as const;

const MEANINGS: Readonly<Record<SqlTableName, string>> = {
  snapshots: `${CATALOG.snapshots.description} All of them, by version.`,
  means: `${CATALOG.means.description} The newest.`,
  merged: "The means, joined with municipality data where there are any. The newest.",
  municipalities: CATALOG.municipalities.description,
  forecast: "Every record of the newest feed body.",
  forecasts: `${CATALOG.forecasts.description} All that were archived.`,
  days: "The archived forecasts by town, run of the model and day of the feed's clock.",
  means_history: "The means of every merge, by version.",
  merged_history: "The merged tables of every merge, by version.",
};

/**
 * Lists the tables that SQL may ask, each with its columns, their types, units and meanings, and how many rows it has.
 * Rows are counted by what manifests say; no data is read but the municipality table.
 *
 * @throws {Failure} `usage` when there is no table of that name, `no-input` when the folder has no data, `contract` or `io`
 * when a manifest cannot be read
 *
 * @example
 * ```ts
 * const { tables } = await tables({ data, settings, table: "merged" });
 * tables[0]?.rows; // 2463
 * ```
 */
export async function tables(
  { data, settings: { dataDir }, table }: TablesOptions,
  { now }: Pick<Effects, "now"> = realEffects,
): Promise<TablesResult> {
  const begun = performance.now();
  const chosen = SQL_TABLES.filter((name) => table === undefined || name === table.toLowerCase());
  if (chosen.length === 0) {
    const hint = didYouMean(table ?? "", [...SQL_TABLES]);
    throw new Failure(
      "usage",
      `There is no table "${table}".${hint} Choose one of ${SQL_TABLES.join(", ")}.`,
    );
  }
  const at = now();
  const feed = await knownFeedOf(data);
  const inventory = await readInventory(data);
  const folder = { data, inventory, feed, at };
  const found: TableDescription[] = [];
  for (const name of chosen) found.push(described(name, await kept(name, folder), feed));
  return {
    schema_version: 1,
    command: "tables",
    data_dir: dataDir,
    warnings: futureWarnings(inventory, at),
    tables: found,
    seconds: secondsSince(begun),
  };
}

function described(name: SqlTableName, { rows, columns }: Kept, feed: Feed): TableDescription {
  const known = name === "days" ? dayColumns(feed) : datasetColumns(datasetOf(name), feed);
  const hasVersion = name === "snapshots" || name.endsWith("_history");
  const listed = (columns ?? known).map(({ name, type, unit }) => ({
    name,
    type,
    ...(unit === undefined ? {} : { unit }),
    meaning:
      known.find((column) => column.name === name)?.meaning ?? "A further column of the municipality data",
  }));
  return {
    name,
    meaning: MEANINGS[name].replace("{place}", nounOf(feed).singular),
    rows,
    columns: hasVersion ? [VERSION, ...listed] : listed,
  };
}

/** The forecast has the columns of a snapshot. */
function datasetOf(name: Exclude<SqlTableName, "days">): TableName {
  if (name === "forecast") return "snapshots";
  return name.replace("_history", "") as TableName;
}

async function kept(name: SqlTableName, folder: SqlFolder): Promise<Kept> {
  const { data, inventory, at } = folder;
  switch (name) {
    case "snapshots": {
      const { snapshots } = await listSnapshots(data, inventory, at);
      const inputs = await snapshotInputs(data, inventory, snapshots);
      return { rows: snapshots.length === 0 ? null : inputs.reduce((sum, { rows }) => sum + rows, 0) };
    }
    case "means":
    case "merged":
    case "means_history":
    case "merged_history": {
      const dataset = datasetOf(name) as "means" | "merged";
      const { versions } = versionsOf(inventory, dataset, at);
      const asked = name.endsWith("_history") ? versions : versions.slice(0, 1);
      const manifests = await eachOf(asked, (version) =>
        readManifest(data, inventory, folderOf(dataset), version),
      );
      if (manifests.length === 0) return { rows: null };
      // In the order that SQL has them: those of older tables first.
      const columns = new Map<string, (typeof manifests)[number]["columns"][number]>();
      for (const column of [...manifests].reverse().flatMap(({ columns }) => columns))
        if (!columns.has(column.name)) columns.set(column.name, column);
      const rows = manifests.reduce((sum, manifest) => sum + manifest.rows, 0);
      return { rows, columns: [...columns.values()] as ColumnDescription[] };
    }
    case "municipalities": {
      try {
        const frame = joinedTables((await newestMunicipalities(data)).tables);
        return { rows: frame.height, columns: describeColumns(frame) };
      } catch (error) {
        if (error instanceof Failure && error.kind === "no-input") return { rows: null };
        throw error;
      }
    }
    case "forecasts":
    case "days": {
      const manifests = await eachOf(listForecasts(inventory), ({ folder, version }) =>
        readManifest(data, inventory, folder, version, FORECAST_MANIFEST),
      );
      if (manifests.length === 0) return { rows: null };
      return {
        rows: manifests.reduce((sum, { rows, town_days }) => sum + (name === "days" ? town_days : rows), 0),
      };
    }
    case "forecast":
      return { rows: (await newestManifest(data, inventory, at))?.check.rows ?? null };
  }
}
