import { CATALOG, datasetColumns, type Feed, nounOf } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import type { AthenaColumn, AthenaTable } from "./athena_ddl_result.ts";

const TYPES = { integer: "bigint", number: "double", string: "string", datetime: "timestamp" } as const;
/** Kept in four bytes, which not every reader takes for eight. */
const NARROW = "lead_hours";
/** Athena takes no other names of columns, and knows no upper case. */
const NAME = /^[a-z_][a-z0-9_]*$/;
/** Glue takes no longer comment. */
const LONGEST = 255;
/** So many years beyond the present a table knows months of. */
const AHEAD = 10;

const VERSION = {
  name: "version",
  type: "string",
  meaning: "The snapshot that a row is of: the time of its publication, YYYYMMDD_HHMMSS in UTC",
} as const;

/** The tables that lie in a data folder as Parquet alone, by the column that their folders are named by. */
const TABLES = [
  { name: "snapshots", folder: CATALOG.snapshots.archive.folder, partition: "month" },
  { name: "forecasts", folder: CATALOG.forecasts.folder, partition: "run_month" },
] as const;

/** What tables are made for: a feed's folder in a bucket, and the months that there are or will be. */
export type AthenaPlace = {
  readonly feed: Feed;
  /** The data folder's address: s3://bucket/folder. */
  readonly location: string;
  /** The earliest month that is archived, `YYYY-MM`; undefined where none is yet. */
  readonly first: string | undefined;
  readonly now: Date;
};

/**
 * The archive's tables as Athena and Glue are told of them: external tables over Parquet by month. Months are not looked
 * for but projected: those from the first year that is archived to ten years from now, so that a compaction or an archived
 * run needs no further step, and a condition on the month reads its files alone.
 *
 * Columns whose names Athena does not take are left out, each with a warning.
 *
 * @throws {Failure} `config` when the location is no bucket's
 *
 * @example
 * ```ts
 * athenaTables({ feed, location: "s3://weather/hourly", first: "2025-01", now: new Date() }).tables[0].location;
 * // "s3://weather/hourly/archive/snapshots/"
 * ```
 */
export function athenaTables({ feed, location, first, now }: AthenaPlace): {
  readonly tables: readonly AthenaTable[];
  readonly warnings: readonly string[];
} {
  // What stands in a statement's text and in Glue, whatever a bucket's name may be elsewhere.
  if (!/^s3:\/\/[a-z0-9][a-z0-9.-]+(\/[\w.=/-]*)?$/.test(location)) {
    const message = `Athena reads buckets, and "${location}" is none. Name one: --data-dir s3://bucket/folder, or --location s3://bucket/folder for a copy of this folder.`;
    throw new Failure("config", message);
  }
  const warnings: string[] = [];
  const months = monthsOf(first, now);
  const tables = TABLES.map(({ name, folder, partition }) => {
    const own = name === "snapshots" ? [VERSION] : [];
    const columns: AthenaColumn[] = [];
    for (const column of [...datasetColumns(name, feed), ...own]) {
      const lower = column.name.toLowerCase();
      const isTaken = lower === partition || columns.some((other) => other.name === lower);
      if (isTaken || !NAME.test(lower)) {
        const why = isTaken ? "its name is another column's there" : "it takes no such name";
        warnings.push(`Athena has no column "${column.name}" of "${name}": ${why}.`);
        continue;
      }
      const unit = "unit" in column && column.unit !== undefined ? ` (${column.unit})` : "";
      const comment = `${column.meaning}${unit}`.replace(/\s+/g, " ").slice(0, LONGEST);
      const isNarrow = name === "forecasts" && lower === NARROW;
      columns.push({ name: lower, type: isNarrow ? "int" : TYPES[column.type], comment });
    }
    const comment = CATALOG[name].description.replace("{place}", nounOf(feed).singular);
    const place = `${location.replace(/\/+$/, "")}/${folder}/`;
    return { name, location: place, comment, partition, months, columns };
  });
  return { tables, warnings };
}

/** Whole years, so that telling twice tells the same. */
function monthsOf(first: string | undefined, now: Date): string[] {
  const present = now.getUTCFullYear();
  const begin = Math.min(Number(first?.slice(0, 4) ?? present), present);
  return Array.from({ length: (present + AHEAD - begin + 1) * 12 }, (_, i) => {
    return `${begin + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`;
  });
}
