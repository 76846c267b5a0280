import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { partitionsOf, type RecordSchema, type SnapshotFiles } from "../../../engines/mod.ts";
import { type SnapshotCsv, writePartition } from "../../../engines/polars/mod.ts";

export const goOn = async (): Promise<void> => undefined;

/** Writes the CSV of a snapshot into a folder. */
export async function putCsv(
  folder: string,
  version: string,
  csv: string | Uint8Array,
): Promise<SnapshotCsv> {
  const path = join(folder, `${version}.csv`);
  await writeFile(path, csv);
  const text = typeof csv === "string" ? csv : new TextDecoder().decode(csv);
  const rows = text.trimEnd().split("\n").length - 1;
  return { version, path, sha256: createHash("sha256").update(csv).digest("hex"), rows };
}

/**
 * Writes snapshots into a folder, oldest first: each into the Parquet file of the name that stands beside it, and into
 * a CSV where none does.
 */
export async function putSnapshots(
  folder: string,
  schema: RecordSchema,
  snapshots: readonly {
    readonly csv: string | Uint8Array;
    readonly parquet?: string | undefined;
    readonly rows?: number;
  }[],
): Promise<SnapshotFiles[]> {
  const files = new Map<string, SnapshotCsv[]>();
  const written: { csv: SnapshotCsv; parquet: string | undefined }[] = [];
  for (const [i, { csv, parquet, rows }] of snapshots.entries()) {
    const put = await putCsv(folder, `20261101_${String(i).padStart(6, "0")}`, csv);
    const known = rows === undefined ? put : { ...put, rows };
    if (parquet !== undefined) files.set(parquet, [...(files.get(parquet) ?? []), known]);
    written.push({ csv: known, parquet });
  }
  for (const [name, csvs] of files) {
    await writePartition(join(folder, name), csvs, schema, goOn);
    // What is read from Parquet must not be read from its CSV.
    for (const { path } of csvs) await writeFile(path, "not read");
  }
  return written.map(({ csv, parquet }) => ({
    version: csv.version,
    rows: csv.rows,
    csv: csv.path,
    parquet:
      parquet === undefined
        ? undefined
        : { path: join(folder, parquet), snapshots: files.get(parquet)?.length ?? 0 },
  }));
}

/** The same, as partitions. */
export async function putPartitions(...given: Parameters<typeof putSnapshots>) {
  return partitionsOf(await putSnapshots(...given));
}
