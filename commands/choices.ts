/** The words that flags and arguments can be, each list in one place: the command line parses by it. */

/** The datasets that are published in versions, the one that people ask for first. */
export const DATASETS = ["merged", "snapshots", "means"] as const;
/** What can be written for another program. */
export const EXPORTS = [...DATASETS, "municipalities", "forecast", "forecasts", "days"] as const;
export const EXPORT_FORMATS = ["parquet", "xlsx", "geojson", "json", "csv"] as const;
export const QUERY_FORMATS = ["table", "csv", "json", "ndjson", "markdown", "parquet", "xlsx"] as const;
/** By what `revision` puts changes together. */
export const REVISION_BY = ["days", "hours", "state", "town"] as const;
/** What computes the figures of `summarize`. */
export const FIGURES_BY = ["polars", "danfo"] as const;
export const METRICS_FORMATS = ["prometheus", "openmetrics", "emf"] as const;
/** What can call the program at its time. */
export const SCHEDULERS = ["cron", "systemd", "supercronic", "kubernetes", "eventbridge"] as const;
/** What answers SQL. */
export const QUERY_ENGINES = ["duckdb", "athena"] as const;
