import { CATALOG, cvegeoKey, dayMeasures, type Feed } from "../../configs/mod.ts";
import type { SqlColumn, SqlFiles, SqlTable } from "../../engines/duckdb/mod.ts";
import { columnsOf, mergePlan, type RecordSchema, snapshotColumns } from "../../engines/mod.ts";
import { Failure } from "../../errors/mod.ts";
import {
  type ArchivedForecast,
  checkedPaths,
  type DataFolder,
  eachOf,
  FORECAST_MANIFEST,
  fileOf,
  folderOf,
  type Inventory,
  listForecasts,
  type ManifestColumn,
  newestMunicipalities,
  readManifest,
  type Version,
  versionsOf,
} from "../../store/mod.ts";
import { newestManifest } from "../newest_manifest.ts";
import { chosenVersion } from "./_chosen_version.ts";
import { forecastRows } from "./_forecast_rows.ts";
import { snapshotPartitions } from "./_snapshot_partitions.ts";

/**
 * What a query may ask: each dataset under its name in the catalog, of means and merged tables the newest version and,
 * under a name of its own, every one; the newest feed body as "forecast", all that were archived as "forecasts", and these
 * day by day as "days".
 */
export const SQL_TABLES = [
  "snapshots",
  "means",
  "merged",
  "municipalities",
  "forecast",
  "forecasts",
  "days",
  "means_history",
  "merged_history",
] as const;

export type SqlTableName = (typeof SQL_TABLES)[number];

/** A data folder, and what is known of it when a query begins. */
export type SqlFolder = {
  readonly data: DataFolder;
  readonly inventory: Inventory;
  readonly feed: Feed;
  readonly at: Date;
};

/**
 * Opens a table for SQL: each of its files was compared with its manifest.
 *
 * @throws {Failure} `no-input` when there is nothing in it yet; `contract` or `io` when it cannot be read
 */
export async function sqlTable(name: SqlTableName, folder: SqlFolder): Promise<SqlTable> {
  switch (name) {
    case "snapshots":
      return { name, hasVersion: true, rows: await snapshotFiles(folder) };
    case "means":
    case "merged": {
      const { data, inventory, at } = folder;
      const version = chosenVersion(data, inventory, name, undefined, at);
      return { name, hasVersion: false, rows: await tableFiles(folder, name, [version]) };
    }
    case "means_history":
    case "merged_history": {
      const { data, inventory, at } = folder;
      const dataset = name === "means_history" ? "means" : "merged";
      // Says what is missing where there is none.
      chosenVersion(data, inventory, dataset, undefined, at);
      const versions = [...versionsOf(inventory, dataset, at).versions].reverse();
      return { name, hasVersion: true, rows: await tableFiles(folder, dataset, versions) };
    }
    case "municipalities": {
      const { tables } = await newestMunicipalities(folder.data);
      const { joinedTables } = await import("../../frames/mod.ts");
      return { name, hasVersion: false, rows: joinedTables(tables) };
    }
    case "forecasts":
      return { name, hasVersion: false, rows: await forecastFiles(folder) };
    case "days":
      return await daysTable(folder);
    case "forecast": {
      const { data, inventory, feed, at } = folder;
      const manifest = await newestManifest(data, inventory, at);
      return { name, hasVersion: false, rows: await forecastRows(data, manifest, feed) };
    }
  }
}

/** Days are made of forecasts by the query that asks for them. */
export async function daysTable(
  folder: SqlFolder,
  forecasts: readonly ArchivedForecast[] = listForecasts(folder.inventory),
): Promise<SqlTable> {
  const { daysSql } = await import("../../engines/duckdb/mod.ts");
  const { feed } = folder;
  const made = daysSql({ ...feed, ...dayMeasures(feed), isMunicipal: cvegeoKey(feed) !== undefined });
  return { name: "days", hasVersion: false, rows: await forecastFiles(folder, forecasts, true), made };
}

/** Forecasts of different times may have different columns: what one lacks is null in it. */
async function forecastFiles(
  { data, inventory }: SqlFolder,
  forecasts: readonly ArchivedForecast[] = listForecasts(inventory),
  withStep = false,
): Promise<SqlFiles[]> {
  if (forecasts.length === 0) {
    const folder = data.objects.where(CATALOG.forecasts.folder);
    throw new Failure("no-input", `Found no forecasts in "${folder}". Run "municlima archive" first.`);
  }
  const manifests = await eachOf(forecasts, ({ folder, version }) =>
    readManifest(data, inventory, folder, version, FORECAST_MANIFEST),
  );
  const paths = await checkedPaths(data, manifests.map(fileOf));
  const alike = new Map<string, { readonly files: Omit<SqlFiles, "paths">; readonly paths: string[] }>();
  for (const [i, { columns, step_hours }] of manifests.entries()) {
    const constants = withStep ? { step_hours: step_hours ?? 24 } : {};
    const files = { format: "parquet" as const, columns: columns.map(sqlColumn), constants };
    const key = JSON.stringify(files);
    const group = alike.get(key) ?? { files, paths: [] as string[] };
    group.paths.push(paths[i] ?? "");
    alike.set(key, group);
  }
  return [...alike.values()].map(({ files, paths }) => ({ ...files, paths }));
}

/** Those of a month in one file come first: each kind is read in one go. */
async function snapshotFiles({ data, inventory, feed, at }: SqlFolder): Promise<SqlFiles[]> {
  const partitions = await snapshotPartitions(data, inventory, at);
  const schema = mergePlan(feed);
  const { columns, cvegeo } = schema;
  const versions = new Map<string, string[]>();
  const whole = new Set<string>();
  for (const partition of partitions.filter(({ format }) => format === "parquet")) {
    if (partition.whole) whole.add(partition.path);
    versions.set(partition.path, [...(versions.get(partition.path) ?? []), ...partition.versions]);
  }
  const months = [...versions.keys()].filter((path) => whole.has(path));
  const some = [...versions].filter(([path]) => !whole.has(path));
  const parquet = { format: "parquet" as const, columns, cvegeo };
  const csvs = partitions.filter(({ format }) => format === "csv").map(({ path }) => path);
  return [
    ...(months.length > 0 ? [{ ...parquet, paths: months }] : []),
    ...some.map(([path, versions]) => ({ ...parquet, paths: [path], versions })),
    ...(await csvFiles(csvs, schema)),
  ];
}

/** CSVs of before there was `cvegeo`, and those that have it. */
async function csvFiles(paths: readonly string[], schema: RecordSchema): Promise<SqlFiles[]> {
  const found = await eachOf(paths, async (path) => ({ path, columns: await snapshotColumns(path, schema) }));
  return [false, true].flatMap((hasCvegeo) => {
    const columns = columnsOf(schema, hasCvegeo);
    const alike = found.filter((file) => file.columns.length === columns.length);
    if (alike.length === 0 || (hasCvegeo && schema.cvegeo === undefined)) return [];
    const cvegeo = hasCvegeo ? undefined : schema.cvegeo;
    return [{ format: "csv" as const, paths: alike.map(({ path }) => path), columns, cvegeo }];
  });
}

/** Tables of different times may have different columns, as the municipality data has. */
async function tableFiles(
  { data, inventory }: SqlFolder,
  dataset: "means" | "merged",
  versions: readonly Version[],
): Promise<SqlFiles[]> {
  const manifests = await eachOf(versions, (version) =>
    readManifest(data, inventory, folderOf(dataset), version),
  );
  const paths = await checkedPaths(data, manifests.map(fileOf));
  const alike = new Map<string, { readonly columns: readonly SqlColumn[]; readonly paths: string[] }>();
  for (const [i, { columns }] of manifests.entries()) {
    const known = columns.map(sqlColumn);
    const key = JSON.stringify(known);
    const group = alike.get(key) ?? { columns: known, paths: [] };
    group.paths.push(paths[i] ?? "");
    alike.set(key, group);
  }
  return [...alike.values()].map(({ columns, paths }) => ({ format: "csv", columns, paths }));
}

/** A manifest of a later program may name a type that this one does not know: DuckDB refuses it by its name. */
function sqlColumn({ name, type }: ManifestColumn): SqlColumn {
  return { name, type: type as SqlColumn["type"] };
}
