import { withCvegeo } from "../../frames/municipalities/with_cvegeo.ts";
import pl from "../../frames/polars.ts";
import { CVEGEO } from "../../frames/schema.ts";
import { type LocalFiles, localFiles } from "../../io/files.ts";
import type { Partition } from "../partition.ts";
import type { RecordSchema } from "../plan.ts";
import { collectBatch } from "./_batches.ts";
import { scanCsv } from "./_scan_csv.ts";
import { scanParquet } from "./_scan_parquet.ts";

/** This many files are looked at once. */
const AT_ONCE = 96;

/**
 * Scans any number of snapshots lazily as one table. A condition on `version` lets the files of others be passed over.
 * The files must be as they were published: over a damaged Parquet file Polars may panic, which in `collect()` ends the
 * process, and in `collectSync()` throws.
 *
 * @param partitions at least one
 * @returns (towns × snapshots) × (`version`, columns of the schema, `cvegeo` where towns are municipalities)
 * @throws {Failure} `contract` when the header of a CSV is not the schema's, `io` when one cannot be read
 *
 * @example
 * ```ts
 * const records = await scanSnapshots(partitions, mergePlan(smnHourly));
 * ```
 */
export async function scanSnapshots(
  partitions: readonly Partition[],
  schema: RecordSchema,
  files: Pick<LocalFiles, "readStart"> = localFiles,
): Promise<pl.LazyDataFrame> {
  const scans: pl.LazyDataFrame[] = [];
  for (let start = 0; start < partitions.length; start += AT_ONCE) {
    const some = partitions.slice(start, start + AT_ONCE);
    scans.push(...(await Promise.all(some.map((partition) => scanned(partition, schema, files)))));
  }
  const names = ["version", ...schema.columns.map(({ name }) => name)];
  const records = pl.concat(scans.map((scan) => scan.select(...names)));
  return schema.cvegeo === undefined ? records : records.withColumn(cvegeo(schema.cvegeo));
}

async function scanned(
  { path, format, versions, whole }: Partition,
  schema: RecordSchema,
  files: Pick<LocalFiles, "readStart">,
): Promise<pl.LazyDataFrame> {
  if (format === "parquet") return scanParquet(path, whole ? undefined : versions);
  const [version = ""] = versions;
  return (await scanCsv(path, schema, files)).withColumns(pl.lit(version).alias("version"));
}

/** The column of that name out of the keys, as files of before there was one lack it. */
function cvegeo([state, municipality]: readonly [string, string]): pl.Expr {
  const digits = (name: string, width: number) => pl.col(name).cast(pl.Utf8).str.zFill(width);
  const both = pl.concatString([digits(state, 2), digits(municipality, 3)], "");
  // Of keys that have no room in five digits there is none.
  return pl
    .when(both.str.lengths().eq(pl.lit(5)))
    .then(both)
    .otherwise(pl.lit(null))
    .alias(CVEGEO);
}

/**
 * Reads one snapshot.
 *
 * @param partition with the one version that counts
 * @returns towns × (columns of the schema, `cvegeo` where towns are municipalities), sorted as it was published
 * @throws {Failure} `contract` when the file does not hold what it should, `io` when it cannot be read
 *
 * @example
 * ```ts
 * const [partition] = partitionsOf(snapshots.slice(-1));
 * const newest = await readSnapshot(partition, mergePlan(smnHourly));
 * ```
 */
export async function readSnapshot(
  partition: Partition,
  schema: RecordSchema,
  files: Pick<LocalFiles, "readStart"> = localFiles,
): Promise<pl.DataFrame> {
  const names = schema.columns.map(({ name }) => name);
  const read = await collectBatch([partition], (records) => records.select(...names), schema, files);
  return withCvegeo(read, schema.cvegeo);
}
