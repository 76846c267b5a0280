const TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv; charset=utf-8",
  gz: "application/gzip",
  html: "text/html; charset=utf-8",
  json: "application/json",
  jsonl: "application/x-ndjson",
  ndjson: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
  sql: "application/sql",
};

/**
 * What an object is to whoever fetches it by HTTP, by the end of its name.
 *
 * @example
 * ```ts
 * contentType("data_merged/current.csv"); // "text/csv; charset=utf-8"
 * ```
 */
export function contentType(name: string): string {
  return TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
}
