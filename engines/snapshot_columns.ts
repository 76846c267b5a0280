import { Buffer } from "node:buffer";
import { Failure } from "../errors/mod.ts";
import { headerOf } from "../frames/formats/csv_header.ts";
import { type LocalFiles, localFiles } from "../io/files.ts";
import { columnsOf, type RecordSchema } from "./plan.ts";

/** How much of a header that is not the schema's a message may need, in bytes. */
const SHOWN = 1024;

/** The first line of a snapshot of a feed, without its end. */
export function snapshotHeader(schema: RecordSchema, hasCvegeo = schema.cvegeo !== undefined): string {
  return headerOf(columnsOf(schema, hasCvegeo).map(({ name }) => name));
}

/**
 * Makes sure that a text begins with the header of the feed's snapshots. Who reads by position alone would give
 * the schema's names to whatever columns there are.
 *
 * @returns whether the snapshot has the column `cvegeo`
 * @throws {Failure} `contract` when it is another one
 */
export function checkHeader(text: string, path: string, schema: RecordSchema): boolean {
  const header = text.split(/\r?\n/, 1)[0] ?? "";
  if (header === snapshotHeader(schema)) return schema.cvegeo !== undefined;
  if (header === snapshotHeader(schema, false)) return false;
  const shown = header.slice(0, 200);
  const message = `The header of "${path}" is not that of the feed "${schema.name}": "${shown}". Move the file away.`;
  throw new Failure("contract", message);
}

/**
 * The columns of the CSV of a snapshot, by its header: those of the schema, and `cvegeo` where it has that.
 *
 * @throws {Failure} `contract` when the header is another one, `io` when the file cannot be read
 *
 * @example
 * ```ts
 * await snapshotColumns("data/data_municipio_x_hora/20261124_140000.csv", mergePlan(smnHourly)); // 21 of them
 * ```
 */
export async function snapshotColumns(
  path: string,
  schema: RecordSchema,
  files: Pick<LocalFiles, "readStart"> = localFiles,
): Promise<RecordSchema["columns"]> {
  const bytes = Buffer.byteLength(snapshotHeader(schema)) + SHOWN;
  const start = await files.readStart(path, bytes).catch((cause: Error) => {
    const message = `Cannot read "${path}": ${cause.message}. Check that it exists and is readable.`;
    throw new Failure("io", message, { cause });
  });
  return columnsOf(schema, checkHeader(start.toString("utf8"), path, schema));
}
