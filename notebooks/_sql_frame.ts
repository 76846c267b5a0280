import { tmpdir } from "node:os";
import { join } from "node:path";
import type pl from "nodejs-polars";
import polars from "../frames/polars.ts";
import { realEffects } from "../io/effects.ts";
import { localFiles } from "../io/files.ts";
import { type QueryOptions, query } from "../pipelines/read/query.ts";

/**
 * Answers a query as `municlima query` does, as a frame: DuckDB hands its rows over as Parquet, which keeps every type.
 *
 * @throws {Failure} as `query()` does
 */
export async function sqlFrame(
  sql: string,
  options: Pick<QueryOptions, "data" | "settings" | "parameters">,
): Promise<pl.DataFrame> {
  const path = join(tmpdir(), `municlima-sql-${realEffects.uuid()}.parquet`);
  try {
    await query(sql, { ...options, format: "parquet", output: path });
    return polars.readParquet(path);
  } finally {
    await localFiles.remove(path);
  }
}
