import type pl from "nodejs-polars";
import { sinkParquet } from "./_sink_parquet.ts";

/** So many rows are passed over together: some 280 towns of the hourly feed. Fewer make a file larger, more a town slower. */
const ROWS_TOGETHER = 32_000;

/**
 * Writes the forecast of one run to a Parquet file: zstd, in the order of the rows, with statistics by which readers
 * pass over towns that they do not ask for.
 *
 * @param table as `forecastTable()` makes it
 * @throws {Failure} `io` when it cannot be written
 *
 * @example
 * ```ts
 * await writeForecast(path, forecastTable(records, feed, run)); // 4.9 MB
 * ```
 */
export async function writeForecast(path: string, table: pl.DataFrame): Promise<void> {
  await sinkParquet(table.lazy(), path, "zstd", ROWS_TOGETHER);
}
