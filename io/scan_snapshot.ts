import { Buffer } from "node:buffer";
import pl from "nodejs-polars";
import { Failure } from "../errors/mod.ts";
import { type FeedSchema, polarsType } from "../frames/mod.ts";
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
  const expected = schema.columns.map(({ name }) => name).join(",");
  const header = await firstLine(path, Buffer.byteLength(expected) + SHOWN, fs);
  // Polars goes by position alone: it would give the schema's names to whatever columns there are.
  if (header !== expected) {
    throw new Failure(
      "contract",
      `The header of "${path}" is not that of the feed "${schema.name}": "${header.slice(0, 200)}". Move the file away.`,
    );
  }
  const types = schema.columns.map(({ name, type }) => [
    name,
    // Microseconds are what a feed's frame has. The reader fails on what is no time, and on one with a zone.
    type === "datetime" ? pl.Datetime("us") : polarsType(type),
  ]);
  // Errors would give nulls, and a cache would hold each file's rows until the end.
  return pl.scanCSV(literally(path), {
    schema: Object.fromEntries(types),
    ignoreErrors: false,
    cache: false,
  });
}

/** Polars takes a path for a pattern: a folder called "[x]" would hold no file. */
function literally(path: string): string {
  return path.replace(/[[*?]/g, "[$&]");
}

/** The first line of a file, or as much of it as is within so many bytes. */
async function firstLine(path: string, bytes: number, fs: Pick<FileSystem, "open">): Promise<string> {
  try {
    const file = await fs.open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
      return buffer.toString("utf8", 0, bytesRead).split(/\r?\n/, 1)[0] ?? "";
    } finally {
      await file.close();
    }
  } catch (cause) {
    const why = (cause as Error).message;
    throw new Failure("io", `Cannot read "${path}": ${why}. Check that it is there and readable.`, { cause });
  }
}
