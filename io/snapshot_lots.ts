import { join } from "node:path";
import pl from "nodejs-polars";
import { CATALOG } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import type { FeedSchema } from "../frames/mod.ts";
import { scanSnapshot } from "./scan_snapshot.ts";
import { type FileSystem, type Part, realFileSystem, type Snapshot } from "./store/mod.ts";

/** So many CSVs are read at once: enough to keep all cores at work, few enough to be small in memory. */
const AT_ONCE = 96;

/** What is to be made of some records, such as {@linkcode townTotals} gives. */
type Plan = (records: pl.LazyDataFrame) => pl.LazyDataFrame;

/** Some snapshots that are read together. */
export type SnapshotLot = {
  /**
   * Carries out a plan on their records.
   *
   * @param plan is given records × columns of the schema, those of older snapshots first
   * @throws {Failure} `contract` when a file does not hold what it should, `io` when one cannot be read
   */
  readonly collect: (plan: Plan) => Promise<pl.DataFrame>;
};

/**
 * Snapshots in lots that are read one after the other, so that a year of them needs no more memory than a few
 * days. A snapshot is read from its Parquet file, where it has one, else from its CSV.
 *
 * @param snapshots oldest first
 * @returns the lots, older ones first
 *
 * @example
 * ```ts
 * for (const lot of snapshotLots("data", snapshots, smnHourly)) totals.push(await lot.collect(plan));
 * ```
 */
export function snapshotLots(
  dataDir: string,
  snapshots: readonly Snapshot[],
  schema: FeedSchema,
  fs: Pick<FileSystem, "open"> = realFileSystem,
): SnapshotLot[] {
  return cut(snapshots).map((lot) => {
    const part = lot[0]?.compacted?.part;
    const paths = lot.map(({ version }) => join(dataDir, CATALOG.snapshots.folder, `${version}.csv`));
    return {
      collect: async (plan) =>
        part === undefined ? await collectCsvs(paths, schema, plan, fs) : collectPart(part, lot, plan),
    };
  });
}

/** The snapshots in their order, cut where the file they are read from changes or enough CSVs are together. */
function cut(snapshots: readonly Snapshot[]): Snapshot[][] {
  const lots: Snapshot[][] = [];
  for (const snapshot of snapshots) {
    const lot = lots.at(-1);
    const part = snapshot.compacted?.part;
    const fits = lot?.[0]?.compacted?.part === part && (part !== undefined || (lot?.length ?? 0) < AT_ONCE);
    if (lot !== undefined && fits) lot.push(snapshot);
    else lots.push([snapshot]);
  }
  return lots;
}

async function collectCsvs(
  paths: readonly string[],
  schema: FeedSchema,
  plan: Plan,
  fs: Pick<FileSystem, "open">,
): Promise<pl.DataFrame> {
  const scans = await Promise.all(paths.map((path) => scanSnapshot(path, schema, fs)));
  try {
    return await plan(pl.concat(scans)).collect();
  } catch (cause) {
    // Polars says which value is wrong, not in which file: that one fails alone, too.
    for (const [i, scan] of scans.entries()) {
      await plan(scan)
        .collect()
        .catch((error: Error) => {
          throw changed(`the snapshot "${paths[i]}"`, error);
        });
    }
    throw changed(`the snapshots "${paths[0]}" to "${paths.at(-1)}"`, cause as Error);
  }
}

function collectPart(part: Part, lot: readonly Snapshot[], plan: Plan): pl.DataFrame {
  // As a pattern, a path with "[x]" in it would find nothing; as that of a hive, "month=" would be a column.
  const all = pl.scanParquet(part.path, { glob: false, hivePartitioning: false });
  const versions = lot.map(({ version }) => version as string);
  const isWhole = versions.length === part.manifest.snapshots.length;
  const [first = "", last = ""] = [versions[0], versions.at(-1)];
  const version = pl.col("version");
  // The range alone lets whole row groups be passed over. A bare text would be the name of a column.
  const inRange = () => version.gtEq(pl.lit(first)).and(version.ltEq(pl.lit(last)));
  const records = isWhole ? all : all.filter(inRange().and(version.isIn(versions)));
  try {
    // Only this engine reads a month a few rows at a time; `collect()` holds all of it in memory.
    return plan(records).collectSync({ engine: "streaming" });
  } catch (cause) {
    throw changed(`"${part.path}"`, cause as Error);
  }
}

function changed(what: string, cause: Error): Failure {
  const [why = ""] = cause.message.split("\n");
  const message = `Cannot read ${what}: ${why}. It was changed: restore it, or move it away.`;
  return new Failure("contract", message, { cause });
}
