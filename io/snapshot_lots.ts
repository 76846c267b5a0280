import { join } from "node:path";
import pl from "nodejs-polars";
import { CATALOG } from "../configs/mod.ts";
import type { FeedSchema } from "../frames/mod.ts";
import { scanPart } from "./_scan_part.ts";
import { type Plan, unreadable, unreadableOf } from "./_unreadable.ts";
import { scanSnapshot } from "./scan_snapshot.ts";
import { type FileSystem, type Part, realFileSystem, type Snapshot } from "./store/mod.ts";

/** So many CSVs are read at once: enough to keep all cores at work, few enough to be small in memory. */
const AT_ONCE = 96;

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
    throw await unreadableOf(paths, scans, plan, cause as Error);
  }
}

function collectPart({ path, manifest }: Part, lot: readonly Snapshot[], plan: Plan): pl.DataFrame {
  const isWhole = lot.length === manifest.snapshots.length;
  try {
    const records = isWhole
      ? scanPart(path)
      : scanPart(
          path,
          lot.map(({ version }) => version),
        );
    // Only this engine reads a month a few rows at a time; `collect()` holds all of it in memory.
    return plan(records).collectSync({ engine: "streaming" });
  } catch (cause) {
    throw unreadable(`"${path}"`, cause as Error);
  }
}
