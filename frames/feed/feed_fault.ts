import { type FeedSchema, pathOf } from "../schema.ts";
import { flatOf, isObject, list } from "./_exact_rows.ts";
import { rowsAt } from "./_first_row.ts";
import { rowEnd } from "./_row_end.ts";
import { utf8Text } from "./utf8_text.ts";

/** Tab, line feed, carriage return and space: RFC 8259, section 2. */
const SPACES: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20]);
const [OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Why a text is no feed at all, by its beginning and its end: an object where rows should be, no rows, an array that is
 * cut short, or rows without the columns that name a town and a time. What is wrong with single rows is not looked for.
 *
 * @returns what the text holds instead; undefined where it may be the feed
 *
 * @example
 * ```ts
 * feedFault(new TextEncoder().encode('{"error": "Try later"}'), smnHourly); // "an object, not an array of rows"
 * ```
 */
export function feedFault(
  body: Uint8Array,
  schema: Pick<FeedSchema, "columns" | "key" | "time" | "rows">,
): string | undefined {
  const { text } = utf8Text(body);
  const { rows } = schema;
  const required = [...schema.key, schema.time].map((name) =>
    pathOf(schema.columns.find((column) => column.name === name) ?? { name }),
  );
  const begin = rows === undefined ? text.findIndex((byte) => !SPACES.has(byte)) : rowsAt(text, rows);
  if (rows !== undefined && text[begin] !== OPEN_LIST) return `no array of rows at "${rows}"`;
  if (text[begin] !== OPEN_LIST) {
    const next = rowEnd(text, begin);
    const second = next < 0 ? -1 : text.subarray(next).findIndex((byte) => !SPACES.has(byte));
    // JSON lines have one object after the other.
    if (second < 0 || text[next + second] !== OPEN) return "an object, not an array of rows";
    return rowFault(text.subarray(begin, next), required);
  }
  const end = text.findLastIndex((byte) => !SPACES.has(byte));
  const start = begin + 1 + text.subarray(begin + 1).findIndex((byte) => !SPACES.has(byte));
  if (text[start] === CLOSE_LIST) return "no rows";
  if (text[start] !== OPEN) return "an array of something else than rows";
  if (text[end] !== (rows === undefined ? CLOSE_LIST : CLOSE)) return "an array of rows that is cut short";
  return rowFault(text.subarray(start, rowEnd(text, start)), required);
}

/** A longer row takes more memory to parse than a look is worth: how large a feed may be is checked before it is read. */
const LONGEST_ROW = 1 << 20;

function rowFault(text: Uint8Array, required: readonly string[]): string | undefined {
  if (text.length > LONGEST_ROW) return undefined;
  const given = parsed(text);
  // What is not JSON is refused with the place where it is not.
  if (!isObject(given)) return undefined;
  const row = flatOf(required)(given);
  const missing = required.filter((name) => !Object.hasOwn(row, name));
  return missing.length === 0 ? undefined : `rows of another feed: the first has no ${list(missing)}`;
}

function parsed(text: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(text));
  } catch {
    return undefined;
  }
}
