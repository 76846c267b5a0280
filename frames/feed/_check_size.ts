import { Failure } from "../../errors/mod.ts";
import type { FeedSchema, TextCaps } from "../schema.ts";

const [QUOTE, COMMA, OPEN_BRACKET, BACKSLASH, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [
  0x22, 0x2c, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d,
];
/** How many values a row may have beyond those of its columns. */
const SURPLUS = 10_000;

/**
 * Refuses a text that would take more memory to parse than a feed can: some hundred megabytes of empty rows,
 * which are a gzip file of some hundred kilobytes, end the process with an engine out of memory. It only counts;
 * a text that is not JSON passes as far as it is JSON, which is as far as a parser goes.
 *
 * @param text UTF-8
 * @param schema how many columns a row has, and where the rows are
 * @throws {Failure} `contract` for more rows, deeper nesting or more values
 */
export function checkSize(
  text: Uint8Array,
  schema: Pick<FeedSchema, "columns" | "rows">,
  { rows, nesting }: TextCaps,
  source: string,
): void {
  const tooMuch = (what: string) =>
    new Failure("contract", `"${source}" contains more than ${what}. Check that it is the right feed.`);
  const columns = schema.columns.length;
  const values = rows * columns;
  // Of an array inside an object the rows are as much deeper.
  const rowDepth = 1 + (schema.rows?.split(".").length ?? 0);
  let [depth, count, inRow, inAll, inString] = [0, 1, 1, 1, false];
  for (let at = 0; at < text.length; at++) {
    const byte = text[at];
    if (inString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) {
      inString = true;
    } else if (byte === COMMA) {
      inAll++;
      if (depth === rowDepth) [count, inRow] = [count + 1, 1];
      else inRow++;
      if (count > rows) throw tooMuch(`the allowed ${rows.toLocaleString("en-US")} rows`);
      if (inAll > values + SURPLUS) throw tooMuch(`the values of ${rows.toLocaleString("en-US")} rows`);
      if (inRow > columns + SURPLUS)
        throw tooMuch(`${(columns + SURPLUS).toLocaleString("en-US")} values in row ${count}`);
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth++;
      if (depth > nesting) throw tooMuch(`${nesting} levels of nesting`);
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth--;
    }
  }
}
