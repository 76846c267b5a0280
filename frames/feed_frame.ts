import { Buffer } from "node:buffer";
import pl from "nodejs-polars";
import { Failure } from "../errors/mod.ts";
import { columnTyper } from "./_column_typer.ts";
import { exactRows } from "./_exact_rows.ts";
import { regularRows } from "./_regular_rows.ts";
import { utf8Text } from "./_utf8_text.ts";
import type { FeedSchema } from "./schema.ts";

/**
 * Reads a feed's body into a typed frame, whatever its layout: on one line or indented, escaped or not,
 * numbers as text, padded or not, UTF-8 or Latin-1.
 *
 * @param body the inflated body: a JSON array of flat objects
 * @param source how messages name it: a URL or a path
 * @returns the feed's rows × the schema's columns, in both their orders; an empty string is null
 * @throws {Failure} `contract` when the body is not JSON, has no rows, or has a row or a value that breaks the
 * schema; the message names the row
 *
 * @example
 * ```ts
 * const text = `[{"ides": "20", "idmun": "54", "hloc": "20230824T12", …}]`;
 * const frame = feedFrame(new TextEncoder().encode(text), smnHourly, "feed.json"); // 1 × 20
 * ```
 */
export function feedFrame(body: Uint8Array, schema: FeedSchema, source: string): pl.DataFrame {
  const text = utf8Text(body);
  const names = schema.columns.map(({ name }) => name);
  const typed = columnTyper(schema, source);
  const frame = regularFrame(text, names, typed) ?? typed(exactRows(text, names, source), 1);
  if (frame.height === 0) {
    throw new Failure("contract", `"${source}" holds no rows. Fetch it again later.`);
  }
  return frame;
}

/** The fast way: block after block, so that never more than one is held as lines. Undefined if not regular. */
function regularFrame(
  text: Uint8Array,
  names: readonly string[],
  typed: ReturnType<typeof columnTyper>,
): pl.DataFrame | undefined {
  const frames: pl.DataFrame[] = [];
  let rows = 0;
  const blocks = regularRows(text, names);
  for (let next = blocks.next(); ; next = blocks.next()) {
    if (next.done) return next.value ? pl.concat(frames) : undefined;
    const block = readLines(next.value.lines);
    if (block?.height !== next.value.rows) return undefined;
    frames.push(typed(block, rows + 1));
    rows += block.height;
  }
}

/** Every key is in every row and every value is a string, so one row tells Polars all there is to infer. */
function readLines(lines: Uint8Array): pl.DataFrame | undefined {
  const buffer = Buffer.from(lines.buffer, lines.byteOffset, lines.length);
  try {
    return pl.readJSON(buffer, { format: "lines", inferSchemaLength: 1 });
  } catch {
    // Not what Polars takes for JSON: whether it is, and what is wrong with it, the exact way says.
    return undefined;
  }
}
