import { join } from "node:path";
import pl from "nodejs-polars";
import { CATALOG } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import type { FeedSchema } from "../frames/mod.ts";
import { scanPart } from "./_scan_part.ts";
import { scanSnapshot } from "./scan_snapshot.ts";
import { type FileSystem, type Part, realFileSystem, type Version } from "./store/mod.ts";

/** So many snapshots are compared at once. */
const AT_ONCE = 24;

/**
 * Reads snapshots from a Parquet file and from their CSVs, and makes sure that all values are the same.
 *
 * @param versions snapshots that the file holds, oldest first
 * @throws {Failure} `contract` when a value differs, `io` when a file cannot be read
 *
 * @example
 * ```ts
 * await checkPart(part, versions, "data", smnHourly);
 * ```
 */
export async function checkPart(
  part: Part,
  versions: readonly Version[],
  dataDir: string,
  schema: FeedSchema,
  fs: Pick<FileSystem, "open"> = realFileSystem,
): Promise<void> {
  for (let start = 0; start < versions.length; start += AT_ONCE) {
    const some = versions.slice(start, start + AT_ONCE);
    const paths = some.map((version) => join(dataDir, CATALOG.snapshots.folder, `${version}.csv`));
    const scans = await Promise.all(paths.map((path) => scanSnapshot(path, schema, fs)));
    const same = await isSame(pl.concat(scans), scanPart(part.path, some), schema);
    if (same) continue;
    const message = `The snapshots "${some[0]}" to "${some.at(-1)}" in "${part.path}" are not those of their CSVs. The CSVs were kept: move that file away and compact again.`;
    throw new Failure("contract", message);
  }
}

async function isSame(csvs: pl.LazyDataFrame, part: pl.LazyDataFrame, schema: FeedSchema): Promise<boolean> {
  const names = schema.columns.map(({ name }) => name);
  try {
    const [expected, actual] = await Promise.all([csvs.collect(), part.collect()]);
    // A null is the same as a null.
    return actual.select(...names).frameEqual(expected, true);
  } catch {
    return false;
  }
}
