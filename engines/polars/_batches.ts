import type pl from "../../frames/polars.ts";
import type { LocalFiles } from "../../io/files.ts";
import type { Partition } from "../partition.ts";
import type { RecordSchema } from "../plan.ts";
import { scanCsv, stacked } from "./_scan_csv.ts";
import { scanParquet } from "./_scan_parquet.ts";
import { unreadable } from "./_unreadable.ts";

/** This many CSVs are read at once: enough to keep all cores at work, few enough to be small in memory. */
const AT_ONCE = 96;

/** Partitions that are read together: one Parquet file, or some CSVs. */
export type Batch = readonly Partition[];

/** What is to be made of some records. */
export type Query = (records: pl.LazyDataFrame) => pl.LazyDataFrame;

/**
 * Partitions in batches that are read one after the other, so that a year of them needs no more memory than a few
 * days.
 *
 * @param partitions oldest first, as the batches then are
 */
export function batchesOf(partitions: readonly Partition[]): Batch[] {
  const batches: Partition[][] = [];
  for (const partition of partitions) {
    const batch = batches.at(-1);
    const fits = partition.format === "csv" && batch?.[0]?.format === "csv" && batch.length < AT_ONCE;
    if (batch !== undefined && fits) batch.push(partition);
    else batches.push([partition]);
  }
  return batches;
}

/**
 * Carries out a query on the records of a batch.
 *
 * @param query is given records × columns of the schema (of a Parquet file `version` too), those of older snapshots
 * first
 * @throws {Failure} `contract` when a file does not hold what it should, `io` when one cannot be read
 */
export async function collectBatch(
  batch: Batch,
  query: Query,
  schema: RecordSchema,
  files: Pick<LocalFiles, "readStart">,
): Promise<pl.DataFrame> {
  const [first] = batch;
  if (first?.format === "parquet") return collectParquet(first, query);
  const scans = await Promise.all(batch.map(({ path }) => scanCsv(path, schema, files)));
  try {
    return await query(stacked(scans)).collect();
  } catch (cause) {
    throw await culpritOf(batch, scans, query, cause);
  }
}

function collectParquet({ path, versions, whole }: Partition, query: Query): pl.DataFrame {
  try {
    // Only this engine reads a month a few rows at a time; `collect()` holds all of it in memory. Over a damaged file
    // Polars may panic, too: `collect()` would then end the process, this throws.
    return query(scanParquet(path, whole ? undefined : versions)).collectSync({ engine: "streaming" });
  } catch (cause) {
    throw unreadable(`"${path}"`, cause);
  }
}

/** Polars says which value is wrong, not in which file; but that file fails alone, too. */
async function culpritOf(
  batch: Batch,
  scans: readonly pl.LazyDataFrame[],
  query: Query,
  cause: unknown,
): Promise<Error> {
  for (const [i, scan] of scans.entries()) {
    try {
      await query(scan).collect();
    } catch (error) {
      return unreadable(`the snapshot "${batch[i]?.path}"`, error);
    }
  }
  return unreadable(`the snapshots "${batch[0]?.path}" to "${batch.at(-1)?.path}"`, cause);
}
