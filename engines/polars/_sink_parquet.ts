import { dirname } from "node:path";
import { Failure } from "../../errors/mod.ts";
import type pl from "../../frames/polars.ts";

/** In which order and way rows are written: what a sink is not given it decides itself. */
const SINK = {
  // The order of the fastest thread, for both.
  maintainOrder: true,
  sinkOptions: { syncOnClose: "none", maintainOrder: true, mkdir: false },
};

/**
 * Writes rows to a Parquet file in their order. An unknown compression would be none, and a sink does nothing until it
 * is collected.
 *
 * @param rowsTogether how many rows a reader can pass over at once, at most 32,767; Polars' own number unless given
 * @throws {Failure} `io` when it cannot be written
 */
export async function sinkParquet(
  rows: pl.LazyDataFrame,
  path: string,
  compression: "uncompressed" | "zstd",
  rowsTogether?: number,
): Promise<void> {
  try {
    // Without statistics no reader of the file could pass rows over. Pieces are read as a whole.
    const statistics = compression === "zstd";
    const groups = rowsTogether === undefined ? {} : { rowGroupSize: rowsTogether };
    await rows
      .sinkParquet(path, { ...SINK, ...groups, compression, compressionLevel: 3, statistics })
      .collect();
  } catch (cause) {
    const [why = ""] = (cause as Error).message.split("\n");
    const message = `Cannot write a Parquet file in "${dirname(path)}": ${why}. Check the disk and run again.`;
    throw new Failure("io", message, { cause });
  }
}
