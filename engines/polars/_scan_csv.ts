import { Buffer } from "node:buffer";
import { csvSchema } from "../../frames/formats/read_csv.ts";
import pl from "../../frames/polars.ts";
import { type LocalFiles, localFiles } from "../../io/files.ts";
import type { RecordSchema } from "../plan.ts";
import { checkHeader, snapshotHeader } from "./_check_header.ts";
import { notRead } from "./_unreadable.ts";

/** How much of a header that is not the schema's a message may need, in bytes. */
const SHOWN = 1024;

/**
 * Scans the CSV of one snapshot lazily, each column with its type in the schema. A value of another type makes the
 * frame's collection fail.
 *
 * @returns towns × columns of the schema
 * @throws {Failure} `contract` when the header is not the schema's, `io` when the file cannot be read
 *
 * @example
 * ```ts
 * const snapshot = await scanCsv("data/data_municipio_x_hora/20261124_140000.csv", mergePlan(smnHourly));
 * ```
 */
export async function scanCsv(
  path: string,
  schema: RecordSchema,
  files: Pick<LocalFiles, "readStart"> = localFiles,
): Promise<pl.LazyDataFrame> {
  const bytes = Buffer.byteLength(snapshotHeader(schema)) + SHOWN;
  const start = await files.readStart(path, bytes).catch((cause: Error) => {
    throw notRead(path, cause);
  });
  checkHeader(start.toString("utf8"), path, schema);
  const types = csvSchema(schema.columns, path);
  // Errors would give nulls, and a cache would hold each file's rows until the end.
  const scan = pl.scanCSV(literal(path), { schema: types, ignoreErrors: false, cache: false });
  const others = schema.columns.flatMap(({ name }, i) => {
    const key = Object.keys(types)[i] ?? name;
    return key === name ? [] : [[key, name]];
  });
  return others.length === 0 ? scan : scan.rename(Object.fromEntries(others));
}

/** Polars takes a path for a pattern: a folder called "[x]" would hold no file. */
function literal(path: string): string {
  return path.replace(/[[*?]/g, "[$&]");
}
