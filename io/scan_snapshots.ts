import { join } from "node:path";
import pl from "nodejs-polars";
import { CATALOG } from "../configs/mod.ts";
import type { FeedSchema } from "../frames/mod.ts";
import { scanPart } from "./_scan_part.ts";
import { scanSnapshot } from "./scan_snapshot.ts";
import { type FileSystem, realFileSystem, type Snapshot } from "./store/mod.ts";

/** So many files are looked at once. */
const AT_ONCE = 96;

/**
 * Scans any number of snapshots lazily as one table, each from its Parquet file where it has one, else from its
 * CSV. A condition on `version` lets the files of others be passed over.
 *
 * @param snapshots at least one, oldest first
 * @returns (towns × snapshots) × (`version`, columns of the schema)
 * @throws {Failure} `contract` when the header of a CSV is not the schema's, `io` when one cannot be read
 *
 * @example
 * ```ts
 * const records = await scanSnapshots("data", (await listSnapshots("data")).reverse(), smnHourly);
 * ```
 */
export async function scanSnapshots(
  dataDir: string,
  snapshots: readonly Snapshot[],
  schema: FeedSchema,
  fs: Pick<FileSystem, "open"> = realFileSystem,
): Promise<pl.LazyDataFrame> {
  const csvs = snapshots.filter(({ compacted }) => compacted === undefined);
  const parts = new Map<string, string[]>();
  for (const { version, compacted } of snapshots) {
    if (compacted === undefined) continue;
    const { path } = compacted.part;
    parts.set(path, [...(parts.get(path) ?? []), version]);
  }
  const scans = [...parts].map(([path, versions]) => scanPart(path, versions));
  for (let start = 0; start < csvs.length; start += AT_ONCE) {
    const some = csvs.slice(start, start + AT_ONCE).map(async ({ version }) => {
      const path = join(dataDir, CATALOG.snapshots.folder, `${version}.csv`);
      return (await scanSnapshot(path, schema, fs)).withColumns(pl.lit(version).alias("version"));
    });
    scans.push(...(await Promise.all(some)));
  }
  const names = ["version", ...schema.columns.map(({ name }) => name)];
  return pl.concat(scans.map((scan) => scan.select(...names)));
}
