import type { ColumnDescription, PlainRow } from "../../frames/mod.ts";
import type { Written } from "../../store/mod.ts";

/** The formats in which a query's rows are written. */
export type QueryFormat = "csv" | "json" | "ndjson" | "markdown" | "parquet" | "xlsx";

/** What answers a query: DuckDB in this process, or Amazon Athena. */
export type QueryEngine = "duckdb" | "athena";

/** What a query gave; `--json` prints it as it is. */
export type QueryResult = {
  readonly schema_version: 1;
  readonly command: "query";
  readonly engine: QueryEngine;
  readonly data_dir: string;
  readonly warnings: readonly string[];
  readonly sql: string;
  /** The tables that the query names. */
  readonly views: readonly string[];
  /** How DuckDB would carry the query out, where that was asked for instead of its result. */
  readonly plan: string | null;
  readonly columns: readonly ColumnDescription[];
  readonly rows: number;
  /** The rows, times as ISO 8601; null where it went elsewhere or was not asked for. */
  readonly answer: readonly PlainRow[] | null;
  readonly written: ({ readonly path: string; readonly format: QueryFormat } & Written) | null;
  /** What Athena read, which is what it is paid for; null where it was not asked. */
  readonly scanned_bytes: number | null;
  readonly seconds: number;
};

/** The first rows of a result as a terminal shows them, column by column. */
export type QueryHead = readonly { readonly header: string; readonly values: readonly unknown[] }[];
