import { join } from "node:path";
import { Failure } from "../errors/mod.ts";
import { typedCsv } from "../frames/mod.ts";
import pl from "../frames/polars.ts";
import { type FileSystem, type Manifest, sha256 } from "../io/store/mod.ts";

const TYPES: Readonly<Record<string, pl.DataType>> = {
  integer: pl.Int64,
  number: pl.Float64,
  boolean: pl.Bool,
};

/**
 * Reads a published table with the types that its manifest tells.
 *
 * @param times the type of its times: text as it stands, unless given
 * @throws {Failure} `contract` when its bytes are not those that were published, `io` when it cannot be read
 */
export async function publishedTable(
  dataDir: string,
  { dataset, file, sha256: hash, columns }: Manifest,
  files: Pick<FileSystem, "readFile">,
  times: pl.DataType = pl.Utf8,
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
  return typedCsv(
    csv,
    columns.map(({ name, type }) => ({ name, type: type === "datetime" ? times : (TYPES[type] ?? pl.Utf8) })),
  );
}
