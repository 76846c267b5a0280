import { Buffer } from "node:buffer";
import { join } from "node:path";
import pl from "nodejs-polars";
import { CATALOG } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import type { FeedSchema } from "../frames/mod.ts";
import { checkHeader, snapshotHeader, snapshotTypes } from "./_snapshot_types.ts";
import { notRead, unreadable } from "./_unreadable.ts";
import { type FileSystem, type PartSnapshot, sha256 } from "./store/mod.ts";

const NEWLINE = 0x0a;

/** Reads rows without headers. */
type Parse = (bodies: readonly Buffer[]) => pl.DataFrame;

/** Makes what reads some snapshots into one frame, with their versions. */
export function snapshotFramer(
  dataDir: string,
  schema: FeedSchema,
  fs: Pick<FileSystem, "readFile">,
): (snapshots: readonly PartSnapshot[]) => Promise<pl.DataFrame> {
  // A text for each row from JavaScript would take longer than to read the rows.
  const repeated = pl.col("version").repeatBy(pl.col("rows")).explode();
  // Errors would give nulls, and fields too many would be cut off.
  const options = { schema: snapshotTypes(schema), ignoreErrors: false, truncateRaggedLines: false };
  // Without a header before it, a first text that begins with U+FEFF would lose it as a byte order mark.
  const header = Buffer.from(`${snapshotHeader(schema)}\n`);
  const parse: Parse = (bodies) => pl.readCSV(Buffer.concat([header, ...bodies]), options);

  return async (snapshots) => {
    const paths = snapshots.map(({ version }) => join(dataDir, CATALOG.snapshots.folder, `${version}.csv`));
    const bodies = await Promise.all(paths.map((path, i) => bodyOf(path, snapshots[i]?.sha256, schema, fs)));
    const rows = snapshots.reduce((sum, snapshot) => sum + snapshot.rows, 0);
    const records = allOf(bodies, parse);
    if (records?.height !== rows) throw culprit(snapshots, paths, bodies, parse);
    const versions = pl.DataFrame({
      version: snapshots.map(({ version }) => version),
      rows: snapshots.map(({ rows }) => rows),
    });
    return records.withColumn(versions.select(repeated).getColumn("version"));
  };
}

/** A CSV without its header, once it is known to be what its manifest tells. */
async function bodyOf(
  path: string,
  expected: string | undefined,
  schema: FeedSchema,
  fs: Pick<FileSystem, "readFile">,
): Promise<Buffer> {
  const csv = await fs.readFile(path).catch((cause: Error) => {
    throw notRead(path, cause);
  });
  if (sha256(csv) !== expected) {
    const message = `The snapshot "${path}" is not what its manifest tells: it was changed. Restore it, or move it away.`;
    throw new Failure("contract", message);
  }
  const end = csv.indexOf(NEWLINE) + 1 || csv.length;
  checkHeader(csv.toString("utf8", 0, end), path, schema);
  return csv.subarray(end);
}

function allOf(bodies: readonly Buffer[], parse: Parse): pl.DataFrame | undefined {
  try {
    return parse(bodies);
  } catch {
    return undefined;
  }
}

/** Polars says which value is wrong, not in which file; but that file fails alone, too. */
function culprit(
  snapshots: readonly PartSnapshot[],
  paths: readonly string[],
  bodies: readonly Buffer[],
  parse: Parse,
): Failure {
  for (const [i, body] of bodies.entries()) {
    try {
      const { height } = parse([body]);
      if (height !== snapshots[i]?.rows) return otherRows(snapshots[i] as PartSnapshot, height);
    } catch (error) {
      return unreadable(`the snapshot "${paths[i]}"`, error as Error);
    }
  }
  return unreadable(`the snapshots "${paths[0]}" to "${paths.at(-1)}"`, new Error("they are not whole"));
}

/** That a snapshot has other rows than its manifest tells. */
export function otherRows({ version, rows }: PartSnapshot, found: number): Failure {
  const message = `The snapshot "${version}" has ${found} rows, not the ${rows} that its manifest tells. Restore it, or move it away.`;
  return new Failure("contract", message);
}
