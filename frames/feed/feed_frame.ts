import { Failure } from "../../errors/mod.ts";
import pl from "../polars.ts";
import type { FeedSchema, TextCaps } from "../schema.ts";
import { checkSize } from "./_check_size.ts";
import { exactRows } from "./_exact_rows.ts";
import { feedScanner } from "./_feed_scanner.ts";
import { FLAG, recordsFrame } from "./_records_frame.ts";
import { typedColumns } from "./typed_columns.ts";
import { utf8Text } from "./utf8_text.ts";

/**
 * Reads a feed's body into a typed frame, whatever its layout: on one line or indented, escaped or not,
 * numbers as text, padded or not, UTF-8 or Latin-1.
 *
 * @param body the inflated body: a JSON array of flat objects
 * @param source how messages name it: a URL or a path
 * @returns the feed's rows × the schema's columns, in both their orders; an empty string is null
 * @throws {Failure} `contract` when the body is not JSON, has no rows, has more or deeper ones than its caps allow,
 * or has a row or a value that breaks the schema; the message names the row
 *
 * @example
 * ```ts
 * const text = `[{"ides": "20", "idmun": "54", "hloc": "20230824T12", …}]`;
 * const frame = feedFrame(new TextEncoder().encode(text), smnHourly, "feed.json"); // 1 × 20
 * ```
 */
export function feedFrame(
  body: Uint8Array,
  schema: FeedSchema & { readonly caps?: TextCaps },
  source: string,
): pl.DataFrame {
  const { text } = utf8Text(body);
  if (schema.caps !== undefined) checkSize(text, schema, schema.caps, source);
  const frame = regularFrame(text, schema) ?? typedColumns(exactRows(text, schema, source), schema, source);
  if (frame.height === 0) {
    throw new Failure("contract", `"${source}" contains no rows. Fetch it again later.`);
  }
  return frame;
}

/** The fast way, for a feed whose rows are all alike; undefined where they are not. */
function regularFrame(text: Uint8Array, schema: FeedSchema): pl.DataFrame | undefined {
  const frames: pl.DataFrame[] = [];
  const scanner = feedScanner(schema, "every row", (records, columns) => {
    frames.push(recordsFrame(records, columns, schema).drop(FLAG));
  });
  return scanner.write(text) && scanner.end() !== undefined ? pl.concat(frames) : undefined;
}
