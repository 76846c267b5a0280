import type { Buffer } from "node:buffer";
import pl from "../polars.ts";
import { polarsType } from "../polars_type.ts";
import type { FeedSchema } from "../schema.ts";
import { FIELD_SEPARATOR, RECORD_SEPARATOR } from "./_feed_scanner.ts";

/** The column of a record's flag: 0 when no row of its town is eligible. */
export const FLAG = "\u0000flag";

/**
 * Reads the records of a scan, whose values are known to be of their columns' types.
 *
 * @param columns the fields of a record after its flag
 * @returns records × ({@linkcode FLAG}, columns of the schema in its order); an empty value is null
 */
export function recordsFrame(
  records: Buffer,
  columns: readonly string[],
  schema: Pick<FeedSchema, "columns">,
): pl.DataFrame {
  // Microseconds are what reading a time out of text gives.
  const types = new Map(
    schema.columns.map(({ name, type }) => [
      name,
      type === "datetime" ? pl.Datetime("us") : polarsType(type),
    ]),
  );
  const frame = pl.readCSV(records, {
    // By position: an object would have a column "2020" before all others.
    schema: Object.fromEntries([pl.Int64, ...columns.map((name) => types.get(name) ?? pl.Utf8)].entries()),
    hasHeader: false,
    sep: FIELD_SEPARATOR,
    eolChar: RECORD_SEPARATOR,
    // Left out, it would be a double quote, which a value may hold.
    quoteChar: undefined as unknown as string,
    // By default a value that is none becomes null, and surplus fields are dropped.
    ignoreErrors: false,
    truncateRaggedLines: false,
    missingIsNull: true,
  });
  frame.columns = [FLAG, ...columns];
  // By names alone: Polars for Node takes almost a millisecond to make an expression.
  return frame.select(FLAG, ...schema.columns.map(({ name }) => name));
}
