import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import pl from "nodejs-polars";
import { Failure } from "../errors/mod.ts";
import type { FeedSchema } from "../frames/mod.ts";
import { polarsType } from "../frames/mod.ts";

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
export async function scanSnapshot(path: string, schema: FeedSchema): Promise<pl.LazyDataFrame> {
  const names = schema.columns.map(({ name }) => name);
  const header = await firstLine(path);
  // Polars goes by position alone: it would give the schema's names to whatever columns there are.
  if (header !== names.join(",")) {
    throw new Failure(
      "contract",
      `The header of "${path}" is not that of the feed "${schema.name}": "${header.slice(0, 200)}". Move the file away.`,
    );
  }
  const types = schema.columns.map(({ name, type }) => [
    name,
    type === "datetime" ? pl.Utf8 : polarsType(type),
  ]);
  // A strict cast, as strptime makes a null of what is no time. Microseconds are what it gives a feed's frame.
  return pl
    .scanCSV(literally(path), { schema: Object.fromEntries(types), ignoreErrors: false })
    .withColumn(pl.col(schema.time).cast(pl.Datetime("us"), true));
}

/** Polars takes a path for a pattern: a folder called "[x]" would hold no file. */
function literally(path: string): string {
  return path.replace(/[[*?]/g, "[$&]");
}

async function firstLine(path: string): Promise<string> {
  const stream = createReadStream(path, { encoding: "utf8" });
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }))
      return line;
    return "";
  } catch (cause) {
    const why = (cause as Error).message;
    throw new Failure("io", `Cannot read "${path}": ${why}. Check that it is there and readable.`, { cause });
  } finally {
    stream.destroy();
  }
}
