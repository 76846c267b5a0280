import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { Failure } from "../../errors/mod.ts";
import { csvSchema } from "../../frames/formats/read_csv.ts";
import { withCvegeo } from "../../frames/municipalities/with_cvegeo.ts";
import pl from "../../frames/polars.ts";
import type { LocalFiles } from "../../io/files.ts";
import { columnsOf, type RecordSchema } from "../plan.ts";
import { checkHeader, snapshotHeader } from "../snapshot_columns.ts";
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

/** The rows of a CSV without its header, and whether they have the column `cvegeo`. */
type Body = { readonly rows: Buffer; readonly hasCvegeo: boolean };
type Parse = (bodies: readonly Body[]) => pl.DataFrame;

/**
 * Makes what reads some CSVs into one frame, with their versions.
 *
 * @returns a function, to be made once, as building expressions is what costs. It gives records × (columns of the
 * schema, `cvegeo` where towns are municipalities, `version`), older snapshots first, and throws {@linkcode Failure}:
 * `contract` when a CSV is not what its manifest says, `io` when one cannot be read
 */
export function snapshotReader(
  schema: RecordSchema,
  files: Pick<LocalFiles, "read">,
): (csvs: readonly SnapshotCsv[]) => Promise<pl.LazyDataFrame> {
  // A text for each row from JavaScript would take longer than to read the rows.
  const repeated = pl.col("version").repeatBy(pl.col("rows")).explode();
  const parse = parser(schema);

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

/** Gives what reads bodies, one below the other; those of before there was `cvegeo` get it. */
function parser(schema: RecordSchema): Parse {
  const ways = [false, true].map((hasCvegeo) => {
    const columns = columnsOf(schema, hasCvegeo);
    return {
      names: columns.map(({ name }) => name),
      // Errors would give nulls, and fields too many would be cut off.
      options: {
        schema: csvSchema(columns, schema.name),
        ignoreErrors: false,
        truncateRaggedLines: false,
      },
      // Without a header before it, a first text that begins with U+FEFF would lose it as a byte order mark.
      header: Buffer.from(`${snapshotHeader(schema, hasCvegeo)}\n`),
    };
  });
  const alike = (bodies: readonly Body[]): pl.DataFrame => {
    const hasCvegeo = bodies[0]?.hasCvegeo === true;
    const { names, options, header } = ways[Number(hasCvegeo)] as (typeof ways)[number];
    const records = pl.readCSV(Buffer.concat([header, ...bodies.map(({ rows }) => rows)]), options);
    records.columns = names;
    return hasCvegeo ? records : withCvegeo(records, schema.cvegeo);
  };
  return (bodies) => {
    const change = bodies.findIndex(({ hasCvegeo }) => hasCvegeo !== bodies[0]?.hasCvegeo);
    if (change < 0) return alike(bodies);
    return pl.concat([alike(bodies.slice(0, change)), parser(schema)(bodies.slice(change))]);
  };
}

/** A CSV without its header, once it is known to be what its manifest says. */
async function bodyOf(
  { path, sha256 }: SnapshotCsv,
  schema: RecordSchema,
  files: Pick<LocalFiles, "read">,
): Promise<Body> {
  const csv = await readCsv(path, files);
  if (createHash("sha256").update(csv).digest("hex") !== sha256) {
    const message = `The snapshot "${path}" differs from its manifest: it was changed. Restore it from a backup, or move it away.`;
    throw new Failure("contract", message);
  }
  const end = csv.indexOf(NEWLINE) + 1 || csv.length;
  const hasCvegeo = checkHeader(csv.toString("utf8", 0, end), path, schema);
  return { rows: csv.subarray(end), hasCvegeo };
}

/** The bytes of a CSV. */
export async function readCsv(path: string, files: Pick<LocalFiles, "read">): Promise<Buffer> {
  return await files.read(path).catch((cause: Error) => {
    throw notRead(path, cause);
  });
}

/** Undefined where Polars cannot read them, which {@linkcode culpritOf} then explains. */
function allOf(bodies: readonly Body[], parse: Parse): pl.DataFrame | undefined {
  try {
    return parse(bodies);
  } catch {
    return undefined;
  }
}

/** Polars says which value is wrong, not in which file; but that file fails alone, too. */
function culpritOf(csvs: readonly SnapshotCsv[], bodies: readonly Body[], parse: Parse): Failure {
  for (const [i, csv] of csvs.entries()) {
    try {
      const { height } = parse([bodies[i] as Body]);
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
