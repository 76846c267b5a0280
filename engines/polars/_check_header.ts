import { Failure } from "../../errors/mod.ts";
import { headerOf } from "../../frames/formats/read_csv.ts";
import type { RecordSchema } from "../plan.ts";

/** The first line of every snapshot of a feed, without its end. */
export function snapshotHeader({ columns }: RecordSchema): string {
  return headerOf(columns.map(({ name }) => name));
}

/**
 * Makes sure that a text begins with the header of the feed's snapshots. Polars goes by position alone: it would give
 * the schema's names to whatever columns there are.
 *
 * @throws {Failure} `contract` when it does not
 */
export function checkHeader(text: string, path: string, schema: RecordSchema): void {
  const header = text.split(/\r?\n/, 1)[0] ?? "";
  if (header === snapshotHeader(schema)) return;
  const shown = header.slice(0, 200);
  const message = `The header of "${path}" is not that of the feed "${schema.name}": "${shown}". Move the file away.`;
  throw new Failure("contract", message);
}
