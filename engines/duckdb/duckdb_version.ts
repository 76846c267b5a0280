import { version } from "@duckdb/node-api";

/**
 * The version of DuckDB's library; to know it, it was loaded.
 *
 * @example
 * ```ts
 * duckdbVersion(); // "v1.5.6"
 * ```
 */
export function duckdbVersion(): string {
  return version();
}
