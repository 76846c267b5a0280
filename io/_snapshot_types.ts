import pl from "nodejs-polars";
import { Failure } from "../errors/mod.ts";
import { type FeedSchema, polarsType } from "../frames/mod.ts";

/** What Polars' CSV reader must be told of a snapshot's columns. */
export function snapshotTypes(schema: FeedSchema): Record<string, pl.DataType> {
  return Object.fromEntries(
    schema.columns.map(({ name, type }) => [
      name,
      // Microseconds are what a feed's frame has. The reader fails on what is no time, and on one with a zone.
      type === "datetime" ? pl.Datetime("us") : polarsType(type),
    ]),
  );
}

/** The header of every snapshot of a feed. */
export function snapshotHeader(schema: FeedSchema): string {
  return schema.columns.map(({ name }) => name).join(",");
}

/**
 * Makes sure that a text begins with the header of the feed's snapshots. Polars goes by position alone: it
 * would give the schema's names to whatever columns there are.
 *
 * @throws {Failure} `contract` when it does not
 */
export function checkHeader(text: string, path: string, schema: FeedSchema): void {
  const header = text.split(/\r?\n/, 1)[0] ?? "";
  if (header === snapshotHeader(schema)) return;
  const shown = header.slice(0, 200);
  const message = `The header of "${path}" is not that of the feed "${schema.name}": "${shown}". Move the file away.`;
  throw new Failure("contract", message);
}
