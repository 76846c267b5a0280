import { dirname } from "node:path";
import pl from "nodejs-polars";
import { Failure } from "../errors/mod.ts";
import type { FeedSchema } from "../frames/mod.ts";
import { collectGarbage } from "./_collect_garbage.ts";
import { scanPart } from "./_scan_part.ts";
import { otherRows, snapshotFramer } from "./_snapshot_framer.ts";
import { type FileSystem, type PartSnapshot, realFileSystem } from "./store/mod.ts";

/** So many CSVs are in memory at once. To scan them one by one takes half as long again. */
const AT_ONCE = 24;
/** After so many of these pieces their memory is freed. */
const PIECES_HELD = 4;

/** In which order and way rows are written. What a sink is not told, it decides otherwise. */
const SINK = {
  // The order of the fastest thread, for both.
  maintainOrder: true,
  sinkOptions: { syncOnClose: "none", maintainOrder: true, mkdir: false },
};

/**
 * Writes snapshots to a Parquet file: the rows of their CSVs in their order, older snapshots first, with the
 * columns of the schema, typed, and `version`. The CSVs must be what their manifests tell of them. A day of
 * hours at a time is in memory; on the way, uncompressed pieces of the file stand beside it.
 *
 * @param path of a file that is not there yet; where something fails, a part of it may be
 * @param checkpoint is asked before each day, and ends the work where it throws
 * @throws {Failure} `contract` when a CSV was changed, `io` when one cannot be read or the file not be written
 *
 * @example
 * ```ts
 * await writePart("data/part.parquet", "data", manifest.snapshots, smnHourly);
 * ```
 */
export async function writePart(
  path: string,
  dataDir: string,
  snapshots: readonly PartSnapshot[],
  schema: FeedSchema,
  checkpoint: () => Promise<void> = async () => undefined,
  fs: Pick<FileSystem, "readFile" | "rm"> = realFileSystem,
): Promise<void> {
  const pieces: string[] = [];
  const frameOf = snapshotFramer(dataDir, schema, fs);
  /** Begins to read some snapshots; a failure is heard of when the frame is asked for. */
  const begin = (start: number) => {
    const frame = frameOf(snapshots.slice(start, start + AT_ONCE));
    frame.catch(() => undefined);
    return frame;
  };
  try {
    let next = begin(0);
    for (let start = 0; start < snapshots.length; start += AT_ONCE) {
      await checkpoint();
      const frame = await next;
      // The next ones are read while these are written.
      if (start + AT_ONCE < snapshots.length) next = begin(start + AT_ONCE);
      const piece = `${path}-${start}`;
      pieces.push(piece);
      await sink(frame.lazy(), piece, "uncompressed");
      if (pieces.length % PIECES_HELD === 0) collectGarbage();
    }
    collectGarbage();
    await checkpoint();
    await sink(pl.concat(pieces.map((piece) => scanPart(piece))), path, "zstd");
  } finally {
    for (const piece of pieces) await fs.rm(piece, { force: true }).catch(() => undefined);
  }
  await checkRows(path, snapshots);
}

/** An unknown compression would be none, and a sink does nothing until it is collected. */
async function sink(
  records: pl.LazyDataFrame,
  path: string,
  compression: "uncompressed" | "zstd",
): Promise<void> {
  try {
    // Without statistics no reader of the file could pass rows over. The pieces are read as a whole.
    const statistics = compression === "zstd";
    await records.sinkParquet(path, { ...SINK, compression, compressionLevel: 3, statistics }).collect();
  } catch (cause) {
    const [why = ""] = (cause as Error).message.split("\n");
    const message = `Writing a Parquet file in "${dirname(path)}" failed: ${why}. Check the disk and run again.`;
    throw new Failure("io", message, { cause });
  }
}

/** Reads the file again: a snapshot's rows must all be there, and no others. */
async function checkRows(path: string, snapshots: readonly PartSnapshot[]): Promise<void> {
  const counted = scanPart(path).groupBy(["version"]).agg(pl.len().alias("rows"));
  const rows = new Map<unknown, unknown>();
  for (const { version, rows: count } of counted.collectSync({ engine: "streaming" }).toRecords()) {
    rows.set(version, count);
  }
  for (const snapshot of snapshots) {
    const found = Number(rows.get(snapshot.version) ?? 0);
    if (found !== snapshot.rows) throw otherRows(snapshot, found);
  }
}
