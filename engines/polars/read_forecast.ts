import type pl from "nodejs-polars";
import { scanParquet } from "./_scan_parquet.ts";
import { unreadable } from "./_unreadable.ts";

/**
 * Reads columns of an archived forecast, in the order of its file: by town, then time.
 *
 * @throws {Failure} `contract` when the file does not hold what it should
 *
 * @example
 * ```ts
 * await readForecast(path, ["ides", "idmun", "hloc", "temp"]); // 285,708 × 4
 * ```
 */
export async function readForecast(path: string, columns: readonly string[]): Promise<pl.DataFrame> {
  try {
    // Over a damaged file Polars may panic: `collect()` would then end the process, this throws.
    return scanParquet(path)
      .select(...columns)
      .collectSync();
  } catch (cause) {
    throw unreadable(`"${path}"`, cause);
  }
}
