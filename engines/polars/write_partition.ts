import { dirname } from "node:path";
import { Failure } from "../../errors/mod.ts";
import pl from "../../frames/polars.ts";
import { type LocalFiles, localFiles } from "../../io/files.ts";
import type { Checkpoint } from "../engine.ts";
import type { RecordSchema } from "../plan.ts";
import { collectGarbage } from "./_collect_garbage.ts";
import { scanParquet } from "./_scan_parquet.ts";
import { sinkParquet } from "./_sink_parquet.ts";
import { type SnapshotCsv, snapshotReader } from "./_snapshot_csv.ts";
import { unreadable } from "./_unreadable.ts";

/** This many CSVs are in memory at once. To scan them one by one takes half as long again. */
const AT_ONCE = 24;
/** After this many pieces their memory is freed. */
const PIECES_HELD = 4;

/**
 * Writes snapshots to a partition file, which is Parquet: the rows of their CSVs in their order, older snapshots
 * first, with the columns of the schema, typed, and `version`. The CSVs must be what their manifests say of them. A
 * day of hours at a time is in memory; on the way, uncompressed pieces of the file stand beside it.
 *
 * @param path of a file that is not there yet; where something fails, a part of it may be
 * @param csvs oldest first
 * @param checkpoint awaited before each day and before the file itself
 * @throws {Failure} `contract` when a CSV was changed, `io` when one cannot be read or the file not be written; and
 * whatever `checkpoint` throws
 *
 * @example
 * ```ts
 * await writePartition("month.parquet", csvs, mergePlan(smnHourly), run.checkpoint);
 * ```
 */
export async function writePartition(
  path: string,
  csvs: readonly SnapshotCsv[],
  schema: RecordSchema,
  checkpoint: Checkpoint,
  files: Pick<LocalFiles, "read" | "remove"> = localFiles,
): Promise<void> {
  const pieces: string[] = [];
  const read = snapshotReader(schema, files);
  /** Begins to read some snapshots; a failure is heard of when the records are asked for. */
  const begin = (start: number) => {
    const records = read(csvs.slice(start, start + AT_ONCE));
    records.catch(() => undefined);
    return records;
  };
  try {
    let next = begin(0);
    for (let start = 0; start < csvs.length; start += AT_ONCE) {
      await checkpoint();
      const records = await next;
      // The next ones are read while these are written.
      if (start + AT_ONCE < csvs.length) next = begin(start + AT_ONCE);
      const piece = `${path}-${start}`;
      pieces.push(piece);
      await sinkParquet(records, piece, "uncompressed");
      if (pieces.length % PIECES_HELD === 0) collectGarbage();
    }
    collectGarbage();
    await checkpoint();
    await sinkParquet(pl.concat(pieces.map((piece) => scanParquet(piece))), path, "zstd");
  } finally {
    for (const piece of pieces) await files.remove(piece).catch(() => undefined);
  }
  checkRows(path, csvs);
}

/** Reads the file again: a snapshot's rows must all be there, and no others. */
function checkRows(path: string, csvs: readonly SnapshotCsv[]): void {
  const rows = rowsByVersion(path);
  for (const csv of csvs) {
    const found = Number(rows.get(csv.version) ?? 0);
    if (found === csv.rows) continue;
    const message = `Wrote ${found} of the ${csv.rows} rows of "${csv.path}" to a Parquet file in "${dirname(path)}". Check the disk and run again.`;
    throw new Failure("io", message);
  }
}

function rowsByVersion(path: string): Map<unknown, unknown> {
  const counted = scanParquet(path).groupBy(["version"]).agg(pl.len().alias("rows"));
  try {
    const counts = counted.collectSync({ engine: "streaming" }).toRecords();
    return new Map(counts.map(({ version, rows }) => [version, rows]));
  } catch (cause) {
    throw unreadable(`"${path}"`, cause);
  }
}
