import { dirname, join } from "node:path";
import pl from "nodejs-polars";
import { CATALOG } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import type { FeedSchema } from "../frames/mod.ts";
import { scanPart } from "./_scan_part.ts";
import { unreadableOf } from "./_unreadable.ts";
import { scanSnapshot } from "./scan_snapshot.ts";
import { type FileSystem, hashFile, type PartSnapshot, realFileSystem } from "./store/mod.ts";

/** So many CSVs go into one plan: the streaming engine loses itself in the changes between more of them. */
const IN_PLAN = 96;

/** In which order and way rows are written. What a sink is not told, it decides otherwise. */
const SINK = {
  // Without them no reader could pass rows over.
  statistics: true,
  // The order of the fastest thread, for both.
  maintainOrder: true,
  sinkOptions: { syncOnClose: "none", maintainOrder: true, mkdir: false },
};

/**
 * Writes snapshots to a Parquet file: the rows of their CSVs in their order, older snapshots first, with the
 * columns of the schema, typed, and `version`. The CSVs must be what their manifests tell of them. A few rows
 * at a time are in memory; on the way, uncompressed parts of the file stand beside it.
 *
 * @param path of a file that is not there yet; where something fails, a part of it may be
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
  fs: Pick<FileSystem, "open" | "rm"> = realFileSystem,
): Promise<void> {
  const pieces: string[] = [];
  try {
    for (let start = 0; start < snapshots.length; start += IN_PLAN) {
      const piece = `${path}-${start}`;
      pieces.push(piece);
      await writePiece(piece, dataDir, snapshots.slice(start, start + IN_PLAN), schema, fs);
    }
    const whole = pl.concat(pieces.map((piece) => scanPart(piece)));
    await whole
      // An unknown compression would be none.
      .sinkParquet(path, { ...SINK, compression: "zstd", compressionLevel: 3 })
      // A sink does nothing until it is collected.
      .collect()
      .catch((cause: Error) => {
        throw notWritten(path, cause);
      });
  } finally {
    for (const piece of pieces) await fs.rm(piece, { force: true }).catch(() => undefined);
  }
  await checkRows(path, snapshots);
}

/** Writes some snapshots, as they will be in the whole file, but for its compression. */
async function writePiece(
  path: string,
  dataDir: string,
  snapshots: readonly PartSnapshot[],
  schema: FeedSchema,
  fs: Pick<FileSystem, "open">,
): Promise<void> {
  const csvs = snapshots.map(({ version }) => join(dataDir, CATALOG.snapshots.folder, `${version}.csv`));
  const scans: pl.LazyDataFrame[] = [];
  for (const [i, csv] of csvs.entries()) {
    await checkHash(csv, snapshots[i]?.sha256, fs);
    scans.push(await scanSnapshot(csv, schema, fs));
  }
  // A literal's column is named so. To name each one by itself would cost as much as to read the file.
  const versioned = scans.map((scan, i) => scan.withColumn(pl.lit(snapshots[i]?.version)));
  try {
    await pl
      .concat(versioned)
      .rename({ literal: "version" })
      .sinkParquet(path, { ...SINK, compression: "uncompressed" })
      .collect();
  } catch (cause) {
    const isSystem = /\(os error \d+\)/.test((cause as Error).message);
    if (isSystem) throw notWritten(path, cause as Error);
    throw await unreadableOf(csvs, scans, (scan) => scan, cause as Error);
  }
}

async function checkHash(
  path: string,
  expected: string | undefined,
  fs: Pick<FileSystem, "open">,
): Promise<void> {
  const { sha256 } = await hashOf(path, fs).catch((cause: Error) => {
    const message = `Cannot read "${path}": ${cause.message}. Check that it is there and readable.`;
    throw new Failure("io", message, { cause });
  });
  if (sha256 === expected) return;
  const message = `The snapshot "${path}" is not what its manifest tells: it was changed. Restore it, or move it away.`;
  throw new Failure("contract", message);
}

async function hashOf(path: string, fs: Pick<FileSystem, "open">): ReturnType<typeof hashFile> {
  const file = await fs.open(path, "r");
  try {
    return await hashFile(file);
  } finally {
    await file.close();
  }
}

function notWritten(path: string, cause: Error): Failure {
  const [why = ""] = cause.message.split("\n");
  return new Failure(
    "io",
    `Writing a Parquet file in "${dirname(path)}" failed: ${why}. Check the disk and run again.`,
    { cause },
  );
}

/** Reads the file again: a snapshot's rows must all be there, and no others. */
async function checkRows(path: string, snapshots: readonly PartSnapshot[]): Promise<void> {
  const counted = scanPart(path).groupBy(["version"]).agg(pl.len().alias("rows"));
  const rows = new Map<unknown, unknown>();
  for (const { version, rows: count } of counted.collectSync({ engine: "streaming" }).toRecords()) {
    rows.set(version, count);
  }
  for (const snapshot of snapshots) {
    const found = rows.get(snapshot.version) ?? 0;
    if (found === snapshot.rows) continue;
    const message = `The snapshot "${snapshot.version}" has ${found} rows, not the ${snapshot.rows} that its manifest tells. Restore it, or move it away.`;
    throw new Failure("contract", message);
  }
}
