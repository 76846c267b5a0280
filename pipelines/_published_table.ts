import { join } from "node:path";
import pl from "nodejs-polars";
import { Failure } from "../errors/mod.ts";
import { type FileSystem, type Manifest, sha256 } from "../io/store/mod.ts";

const TYPES: Readonly<Record<string, pl.DataType>> = { integer: pl.Int64, number: pl.Float64 };

/**
 * Reads a published table with the types that its manifest tells, times as text.
 *
 * @throws {Failure} `contract` when its bytes are not those that were published, `io` when it cannot be read
 */
export async function publishedTable(
  dataDir: string,
  { dataset, file, sha256: hash, columns }: Manifest,
  files: Pick<FileSystem, "readFile">,
): Promise<pl.DataFrame> {
  const path = join(dataDir, dataset, file);
  const csv = await files.readFile(path).catch((cause: Error) => {
    const message = `Cannot read "${path}": ${cause.message}. Restore it from a copy, or merge again.`;
    throw new Failure("io", message, { cause });
  });
  if (sha256(csv) !== hash) {
    const message = `"${path}" was changed since it was published. Restore it from a copy, or merge again.`;
    throw new Failure("contract", message);
  }
  return pl.readCSV(csv, {
    schema: Object.fromEntries(columns.map(({ name, type }) => [name, TYPES[type] ?? pl.Utf8])),
    // By default a value that is none becomes null, and surplus fields are dropped.
    ignoreErrors: false,
    truncateRaggedLines: false,
    missingIsNull: true,
  });
}
