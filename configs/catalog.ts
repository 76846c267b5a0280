import type { Column } from "../frames/schema.ts";
import { MUNICIPALITY_COLUMNS } from "./municipality_columns.ts";

/** One dataset of the data folder: where it lies, and what a reader of the data dictionary is told of it. */
export type Dataset = {
  /** Folder inside the data folder, under the name it has in the system this one succeeds. */
  readonly folder: string;
  /** Further folder names under which older copies hold the same data; read, never written. */
  readonly alsoRead: readonly string[];
  readonly title: string;
  /** `{place}` stands for what the feed tells of. */
  readonly description: string;
  /** The columns that name a row: the feed's own key, some columns, or none where a file is not a table. */
  readonly key: "feed" | readonly string[];
  /** What one file is. */
  readonly file: string;
  /** A file's path inside the folder; `<version>` is `YYYYMMDD_HHMMSS` in UTC. */
  readonly naming: string;
  /** Where their rows are kept as Parquet, by month, where they are; nothing else is there but names that begin with "_". */
  readonly archive?: { readonly folder: string; readonly naming: string };
  /** The columns, where they do not follow from the feed. */
  readonly columns?: readonly Column[];
};

/** Every dataset, named once. No other module spells a folder's name. */
export const CATALOG = {
  municipalities: {
    folder: "data_municipio",
    alsoRead: ["data_municipios"],
    title: "Municipality data",
    description:
      "What is known of each municipality apart from its weather. The newest dated folder counts, with every CSV in it.",
    key: ["Cve_Ent", "Cve_Mun"],
    file: "One row per municipality, as of the folder's date.",
    naming: "YYYYMMDD/data.csv",
    columns: MUNICIPALITY_COLUMNS,
  },
  snapshots: {
    folder: "data_municipio_x_hora",
    alsoRead: [],
    title: "Snapshots",
    description: "One record of each {place}, taken from the feed at each ingest.",
    key: "feed",
    file: "One row per {place}, with the feed's columns.",
    naming: "<version>.csv",
    archive: { folder: "archive/snapshots", naming: "month=YYYY-MM/<version>.parquet" },
  },
  forecasts: {
    folder: "archive/forecasts",
    alsoRead: [],
    title: "Forecasts",
    description:
      "Every record of each distinct feed body: all hours of each municipality, run by run of the model.",
    key: "feed",
    file: "One row per municipality and hour, with the feed's columns and the run that it is of.",
    naming: "run_month=YYYY-MM/<run>-<hash>.parquet",
  },
  means: {
    folder: "data_temp_prec_mean",
    alsoRead: [],
    title: "Means",
    description: "What the feed measures of each {place}, averaged over its latest snapshots.",
    key: "feed",
    file: "One row per {place}, with the means and the number of records behind them.",
    naming: "<version>.csv",
  },
  merged: {
    folder: "data_merged",
    alsoRead: [],
    title: "Merged tables",
    description:
      "The means, joined with municipality data where there are any. The newest version is also current.csv.",
    key: "feed",
    file: "One row per {place}, with the means and the columns of the municipality data.",
    naming: "<version>.csv",
  },
  quarantine: {
    folder: "quarantine",
    alsoRead: [],
    title: "Quarantine",
    description:
      "What was not ingested: rows that violate the feed's contract, and bodies that cannot be read.",
    key: ["row"],
    file: "One quarantined row per line, as it came, with the reasons.",
    naming: "<version>.ndjson",
  },
  raw: {
    folder: "raw",
    alsoRead: [],
    title: "Feed bodies",
    description: "The feed as it was served, kept once for each distinct content.",
    key: [],
    file: "One gzip body, byte for byte.",
    naming: "<name>.json.gz",
  },
} as const satisfies Readonly<Record<string, Dataset>>;
