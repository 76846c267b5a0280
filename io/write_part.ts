import { join } from "node:path";
import pl from "nodejs-polars";
import { CATALOG } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import type { FeedSchema } from "../frames/mod.ts";
import { scanPart } from "./_scan_part.ts";
import { unreadableOf } from "./_unreadable.ts";
import { scanSnapshot } from "./scan_snapshot.ts";
import { type FileSystem, type PartSnapshot, realFileSystem, sha256 } from "./store/mod.ts";

/** So many CSVs are open at once. */
const AT_ONCE = 16;

/**
 * Writes snapshots to a Parquet file: the rows of their CSVs in their order, older snapshots first, with the
 * columns of the schema, typed, and `version`. The CSVs must be what their manifests tell of them. A few rows
 * at a time are in memory.
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
  fs: Pick<FileSystem, "open" | "readFile"> = realFileSystem,
): Promise<void> {
  const csvOf = ({ version }: PartSnapshot) => join(dataDir, CATALOG.snapshots.folder, `${version}.csv`);
  const scans: pl.LazyDataFrame[] = [];
  for (let start = 0; start < snapshots.length; start += AT_ONCE) {
    const some = snapshots.slice(start, start + AT_ONCE);
    await Promise.all(some.map((snapshot) => checkHash(csvOf(snapshot), snapshot.sha256, fs)));
    scans.push(...(await Promise.all(some.map((snapshot) => scanSnapshot(csvOf(snapshot), schema, fs)))));
  }
  const records = scans.map((scan, i) => scan.withColumn(pl.lit(snapshots[i]?.version).alias("version")));
  try {
    // A sink does nothing until it is collected. What it is not told: an unknown compression would be none,
    // without statistics no rows could be passed over, and the order would be that of the fastest thread.
    await pl
      .concat(records)
      .sinkParquet(path, {
        compression: "zstd",
        compressionLevel: 3,
        statistics: true,
        maintainOrder: true,
        sinkOptions: { syncOnClose: "none", maintainOrder: true, mkdir: false },
      })
      .collect();
  } catch (cause) {
    throw await failureOf(path, snapshots.map(csvOf), scans, cause as Error);
  }
  await checkRows(path, snapshots);
}

async function checkHash(path: string, expected: string, fs: Pick<FileSystem, "readFile">): Promise<void> {
  const csv = await fs.readFile(path).catch((cause: Error) => {
    const message = `Cannot read "${path}": ${cause.message}. Check that it is there and readable.`;
    throw new Failure("io", message, { cause });
  });
  if (sha256(csv) === expected) return;
  const message = `The snapshot "${path}" is not what its manifest tells: it was changed. Restore it, or move it away.`;
  throw new Failure("contract", message);
}

async function failureOf(
  path: string,
  csvs: readonly string[],
  scans: readonly pl.LazyDataFrame[],
  cause: Error,
): Promise<Failure> {
  const isSystem = /\(os error \d+\)/.test(cause.message);
  if (!isSystem) return await unreadableOf(csvs, scans, (scan) => scan, cause);
  const [why = ""] = cause.message.split("\n");
  return new Failure("io", `Writing "${path}" failed: ${why}. Check the disk and run again.`, { cause });
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
