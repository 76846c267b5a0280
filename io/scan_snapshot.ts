import { Buffer } from "node:buffer";
import pl from "nodejs-polars";
import type { FeedSchema } from "../frames/mod.ts";
import { checkHeader, snapshotHeader, snapshotTypes } from "./_snapshot_types.ts";
import { notRead } from "./_unreadable.ts";
import { type FileSystem, realFileSystem } from "./store/mod.ts";

/** How much of a header that is not the schema's a message may need, in bytes. */
const SHOWN = 1024;

/**
 * Scans one snapshot lazily, each column with its type in the schema. A value of another type lets the frame's
 * collection fail.
 *
 * @returns towns × columns of the schema
 * @throws {Failure} `contract` when the header is not the schema's, `io` when the file cannot be read
 *
 * @example
 * ```ts
 * const snapshot = await scanSnapshot("data/data_municipio_x_hora/20261124_140000.csv", smnHourly);
 * ```
 */
export async function scanSnapshot(
  path: string,
  schema: FeedSchema,
  fs: Pick<FileSystem, "open"> = realFileSystem,
): Promise<pl.LazyDataFrame> {
  const bytes = Buffer.byteLength(snapshotHeader(schema)) + SHOWN;
  checkHeader(await beginningOf(path, bytes, fs), path, schema);
  // Errors would give nulls, and a cache would hold each file's rows until the end.
  return pl.scanCSV(literally(path), {
    schema: snapshotTypes(schema),
    ignoreErrors: false,
    cache: false,
  });
}

/** Polars takes a path for a pattern: a folder called "[x]" would hold no file. */
function literally(path: string): string {
  return path.replace(/[[*?]/g, "[$&]");
}

/** The text of a file's first bytes. */
async function beginningOf(path: string, bytes: number, fs: Pick<FileSystem, "open">): Promise<string> {
  try {
    const file = await fs.open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
      return buffer.toString("utf8", 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw notRead(path, cause as Error);
  }
}
