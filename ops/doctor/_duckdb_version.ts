import { version } from "@duckdb/node-api";

/** The version of DuckDB's library; to know it, it was loaded. */
export function duckdbVersion(): string {
  return version();
}
