import type { Column } from "../frames/schema.ts";
import { CATALOG } from "./catalog.ts";
import { datasetColumns, type TableName } from "./dataset_columns.ts";
import type { Feed } from "./feed.ts";
import { hasMunicipalities } from "./has_municipalities.ts";
import { nounOf } from "./noun.ts";

/** A field of a table, by Table Schema 2; `unit` and `plausible` are this project's own. */
export type PackageField = {
  readonly name: string;
  readonly type: "integer" | "number" | "string" | "datetime";
  readonly description: string;
  readonly unit?: string;
  /** Where values should lie. Others are told of at each ingest, and kept: they are no breach of the schema. */
  readonly plausible?: { readonly minimum?: number; readonly maximum?: number };
  readonly constraints?: { readonly required: true };
};

export type PackageResource = {
  readonly name: string;
  readonly type: "table";
  readonly title: string;
  readonly description: string;
  /** Inside the data folder; `<version>` and `YYYYMMDD` stand for those of each file. */
  readonly path: string;
  readonly format: "csv" | "parquet";
  readonly mediatype: string;
  readonly encoding?: "utf-8";
  readonly bytes?: number;
  readonly hash?: string;
  readonly schema: {
    readonly $schema: string;
    readonly fields: readonly PackageField[];
    readonly primaryKey: readonly string[];
    readonly foreignKeys?: readonly ForeignKey[];
    readonly missingValues: readonly [""];
  };
};

export type ForeignKey = {
  readonly fields: readonly string[];
  readonly reference: { readonly resource: string; readonly fields: readonly string[] };
};

/** The data dictionary of a data folder, by Frictionless Data Package 2. */
export type DataPackage = {
  readonly $schema: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly sources: readonly { readonly title: string; readonly path?: string }[];
  readonly licenses?: readonly { readonly title: string; readonly path?: string }[];
  readonly resources: readonly PackageResource[];
};

const PROFILES = "https://datapackage.org/profiles/2.0";

/**
 * The data dictionary of a data folder of a feed (https://datapackage.org/standard/data-package/), made out of the
 * catalog alone: it holds for every version of a dataset, and does not change from run to run.
 *
 * @param municipalities the one file that is known beforehand, where one is
 *
 * @example
 * ```ts
 * dataPackage(smnHourly).resources.map(({ name }) => name);
 * // ["municipalities", "snapshots", "snapshots-compacted", "forecasts", "means", "merged"]
 * ```
 */
export function dataPackage(
  feed: Feed,
  municipalities?: { readonly path: string; readonly bytes: number; readonly sha256: string },
): DataPackage {
  const key = [...feed.key];
  const table = municipalities && {
    path: municipalities.path,
    bytes: municipalities.bytes,
    hash: `sha256:${municipalities.sha256}`,
  };
  const { snapshots } = CATALOG;
  const version: Column = { name: "version", type: "string", meaning: "The snapshot that a row is of" };
  return {
    $schema: `${PROFILES}/datapackage.json`,
    name: `municlima-${feed.name}`,
    title: feed.title.en,
    description: `Tables that municlima makes of the feed "${feed.name}"${feed.synthetic ? ", whose values are made up" : ""}. Times are on the feed's own clock, ${feed.clock}; versions are in UTC.`,
    sources: [{ title: feed.attribution, ...sourcePath(feed.urls[0]) }],
    ...(feed.license !== undefined && { licenses: [feed.license] }),
    resources: [
      { ...resource("municipalities", feed, [...CATALOG.municipalities.key]), ...table },
      resource("snapshots", feed, key),
      {
        name: "snapshots-compacted",
        type: "table",
        title: `${snapshots.title} of a month`,
        description: "Snapshots of a month in one file, as compact writes them.",
        path: `${snapshots.archive.folder}/${snapshots.archive.naming}`,
        format: "parquet",
        mediatype: "application/vnd.apache.parquet",
        schema: schemaOf([version, ...datasetColumns("snapshots", feed)], ["version", ...key], feed.time),
      },
      resource("forecasts", feed, ["body", ...key, feed.time]),
      resource("means", feed, key),
      resource("merged", feed, key, [
        { fields: key, reference: { resource: "means", fields: key } },
        ...(hasMunicipalities(feed)
          ? [
              {
                fields: key,
                reference: { resource: "municipalities", fields: [...CATALOG.municipalities.key] },
              },
            ]
          : []),
      ]),
    ],
  };
}

/** A URL may hold a token in its query. */
function sourcePath(url: string): { readonly path?: string } {
  const { protocol, host, pathname, hostname } = new URL(url);
  return hostname === "127.0.0.1" || hostname === "localhost"
    ? {}
    : { path: `${protocol}//${host}${pathname}` };
}

function resource(
  name: TableName,
  feed: Feed,
  key: readonly string[],
  foreignKeys: readonly ForeignKey[] = [],
): PackageResource {
  const { folder, naming, title, description, file } = CATALOG[name];
  return {
    name,
    type: "table",
    title,
    description: `${description} ${file}`.replaceAll("{place}", nounOf(feed).singular),
    // Of the merged tables the newest has a name that does not change.
    path: `${folder}/${name === "merged" ? "current.csv" : naming}`,
    ...(name === "forecasts"
      ? { format: "parquet" as const, mediatype: "application/vnd.apache.parquet" }
      : { format: "csv" as const, mediatype: "text/csv", encoding: "utf-8" as const }),
    schema: {
      ...schemaOf(datasetColumns(name, feed), key, feed.time),
      ...(foreignKeys.length > 0 && { foreignKeys }),
    },
  };
}

function schemaOf(
  columns: readonly Column[],
  key: readonly string[],
  time: string,
): PackageResource["schema"] {
  const required = new Set([...key, time, "run", "lead_hours", "records", `${time}_first`, `${time}_last`]);
  return {
    $schema: `${PROFILES}/tableschema.json`,
    fields: columns.map((column) => fieldOf(column, required.has(column.name))),
    primaryKey: key,
    missingValues: [""],
  };
}

function fieldOf({ name, type, meaning, unit, minimum, maximum }: Column, required: boolean): PackageField {
  const plausible = { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
  return {
    name,
    type,
    description: meaning,
    ...(unit !== undefined && { unit }),
    ...(Object.keys(plausible).length > 0 && { plausible }),
    ...(required && { constraints: { required: true } }),
  };
}
