import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { Failure } from "../../errors/mod.ts";
import { csvSchema } from "../../frames/formats/read_csv.ts";
import pl from "../../frames/polars.ts";
import type { LocalFiles } from "../../io/files.ts";
import type { RecordSchema } from "../plan.ts";
import { checkHeader, snapshotHeader } from "./_check_header.ts";
import { notRead, unreadable } from "./_unreadable.ts";

const NEWLINE = 0x0a;

/** The CSV of a snapshot, and what its manifest says of it. */
export type SnapshotCsv = {
  readonly version: string;
  readonly path: string;
  /** In hexadecimal. */
  readonly sha256: string;
  readonly rows: number;
};

/** Reads rows without headers. */
type Parse = (bodies: readonly Buffer[]) => pl.DataFrame;

/**
 * Makes what reads some CSVs into one frame, with their versions.
 *
 * @returns a function, to be made once, as building expressions is what costs. It gives records × (columns of the
 * schema, `version`), older snapshots first, and throws {@linkcode Failure}: `contract` when a CSV is not what its
 * manifest says, `io` when one cannot be read
 */
export function snapshotReader(
  schema: RecordSchema,
  files: Pick<LocalFiles, "read">,
): (csvs: readonly SnapshotCsv[]) => Promise<pl.LazyDataFrame> {
  // A text for each row from JavaScript would take longer than to read the rows.
  const repeated = pl.col("version").repeatBy(pl.col("rows")).explode();
  const names = schema.columns.map(({ name }) => name);
  const types = csvSchema(schema.columns, schema.name);
  // Errors would give nulls, and fields too many would be cut off.
  const options = { schema: types, ignoreErrors: false, truncateRaggedLines: false };
  // Without a header before it, a first text that begins with U+FEFF would lose it as a byte order mark.
  const header = Buffer.from(`${snapshotHeader(schema)}\n`);
  const parse: Parse = (bodies) => {
    const records = pl.readCSV(Buffer.concat([header, ...bodies]), options);
    records.columns = names;
    return records;
  };

  return async (csvs) => {
    const bodies = await Promise.all(csvs.map((csv) => bodyOf(csv, schema, files)));
    const total = csvs.reduce((sum, { rows }) => sum + rows, 0);
    const records = allOf(bodies, parse);
    if (records?.height !== total) throw culpritOf(csvs, bodies, parse);
    const versions = pl.DataFrame({
      version: csvs.map(({ version }) => version),
      rows: csvs.map(({ rows }) => rows),
    });
    return records.withColumn(versions.select(repeated).getColumn("version")).lazy();
  };
}

/** A CSV without its header, once it is known to be what its manifest says. */
async function bodyOf(
  { path, sha256 }: SnapshotCsv,
  schema: RecordSchema,
  files: Pick<LocalFiles, "read">,
): Promise<Buffer> {
  const csv = await readCsv(path, files);
  if (createHash("sha256").update(csv).digest("hex") !== sha256) {
    const message = `The snapshot "${path}" differs from its manifest: it was changed. Restore it from a backup, or move it away.`;
    throw new Failure("contract", message);
  }
  const end = csv.indexOf(NEWLINE) + 1 || csv.length;
  checkHeader(csv.toString("utf8", 0, end), path, schema);
  return csv.subarray(end);
}

/** The bytes of a CSV. */
export async function readCsv(path: string, files: Pick<LocalFiles, "read">): Promise<Buffer> {
  return await files.read(path).catch((cause: Error) => {
    throw notRead(path, cause);
  });
}

/** Undefined where Polars cannot read them, which {@linkcode culpritOf} then explains. */
function allOf(bodies: readonly Buffer[], parse: Parse): pl.DataFrame | undefined {
  try {
    return parse(bodies);
  } catch {
    return undefined;
  }
}

/** Polars says which value is wrong, not in which file; but that file fails alone, too. */
function culpritOf(csvs: readonly SnapshotCsv[], bodies: readonly Buffer[], parse: Parse): Failure {
  for (const [i, csv] of csvs.entries()) {
    try {
      const { height } = parse([bodies[i] as Buffer]);
      if (height !== csv.rows) return otherRows(csv, height);
    } catch (error) {
      return unreadable(`the snapshot "${csv.path}"`, error);
    }
  }
  const what = `the snapshots "${csvs[0]?.path}" to "${csvs.at(-1)?.path}"`;
  return unreadable(what, new Error("their rows together differ from those of each alone"));
}

/** A snapshot with other rows than its manifest says. */
function otherRows({ path, rows }: SnapshotCsv, found: number): Failure {
  const message = `The snapshot "${path}" has ${found} rows, and its manifest says ${rows}. Restore it from a backup, or move it away.`;
  return new Failure("contract", message);
}
