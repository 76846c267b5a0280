import { rowEnd } from "./_row_end.ts";

/** The columns of a feed's first row in its order, and what stands before the value of each. */
export type FirstRow = {
  /** Where the row begins: at its brace. */
  readonly start: number;
  /** Whether the rows are JSON lines, rather than in an array. */
  readonly isLines: boolean;
  /** By name, or where a value stands in objects inside the row, by its path: "location.lat". */
  readonly columns: readonly { readonly name: string; readonly glue: Uint8Array }[];
  /** What stands behind the last value, to the row's brace. */
  readonly tail: Uint8Array;
};

const [QUOTE, COMMA, COLON, BACKSLASH, MINUS] = [0x22, 0x2c, 0x3a, 0x5c, 0x2d];
const [OPEN_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x7b, 0x7d];
/** No feed has its values in as many objects one inside the other, and a stack ends. */
const DEEPEST = 20;
/** What a bare value is made of: letters, digits and signs. */
const BARE = /^[\w.+-]$/;

/**
 * Looks at how the first row of a JSON array of objects, or of JSON lines, is laid out, where its values are strings,
 * numbers, words, and objects of those.
 *
 * @param text UTF-8 from its beginning; more may follow
 * @param rows where the array is in a body that is an object
 * @returns undefined when the first row is cut off, or no such object
 */
export function firstRow(text: Uint8Array, rows?: string): FirstRow | undefined {
  const first = rows === undefined ? afterSpace(text, 0) : rowsAt(text, rows);
  const isLines = rows === undefined && text[first] === OPEN_BRACE;
  if (!isLines && text[first] !== OPEN_BRACKET) return undefined;
  const start = isLines ? first : afterSpace(text, first + 1);
  if (text[start] !== OPEN_BRACE) return undefined;

  const columns: { name: string; glue: Uint8Array }[] = [];
  let glueStart = start;
  /** Reads the members of the object at `at`; gives the position behind it, or -1. */
  const members = (at: number, path: string, depth: number): number => {
    if (depth > DEEPEST) return -1;
    let end = at;
    do {
      const key = afterSpace(text, end + 1);
      const keyEnd = endOfString(text, key);
      const colon = afterSpace(text, keyEnd);
      const name = keyEnd === -1 ? undefined : parsed(text.subarray(key, keyEnd));
      if (name === undefined || text[colon] !== COLON) return -1;
      const value = afterSpace(text, colon + 1);
      let valueEnd: number;
      if (text[value] === OPEN_BRACE) valueEnd = members(value, `${path}${name}.`, depth + 1);
      else {
        valueEnd = endOfValue(text, value);
        columns.push({ name: `${path}${name}`, glue: text.slice(glueStart, value) });
        glueStart = valueEnd;
      }
      if (valueEnd === -1) return -1;
      end = afterSpace(text, valueEnd);
    } while (text[end] === COMMA);
    return text[end] === CLOSE_BRACE ? end + 1 : -1;
  };
  const end = members(start, "", 1);
  if (end === -1 || columns.length === 0) return undefined;
  return { start, isLines, columns, tail: text.slice(glueStart, end) };
}

/**
 * Where the value begins that stands at a path of names in the object that a text is, "data.items"; -1 where there is
 * none, or the text is cut before.
 */
export function rowsAt(text: Uint8Array, path: string): number {
  let at = afterSpace(text, 0);
  for (const wanted of path.split(".")) {
    if (text[at] !== OPEN_BRACE) return -1;
    for (;;) {
      const key = afterSpace(text, at + 1);
      const keyEnd = endOfString(text, key);
      const value = keyEnd === -1 ? -1 : afterSpace(text, afterSpace(text, keyEnd) + 1);
      if (value === -1 || value >= text.length) return -1;
      if (parsed(text.subarray(key, keyEnd)) === wanted) {
        at = value;
        break;
      }
      const isNested = text[value] === OPEN_BRACE || text[value] === OPEN_BRACKET;
      const end = isNested ? rowEnd(text, value) : endOfAny(text, value);
      at = end === -1 ? -1 : afterSpace(text, end);
      if (at === -1 || text[at] !== COMMA) return -1;
    }
  }
  return at;
}

function parsed(key: Uint8Array): string | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(key));
  } catch {
    return undefined;
  }
}

/** Where the string, number or word (null, true, false) that begins at `at` ends, or -1 if none does. */
function endOfValue(text: Uint8Array, at: number): number {
  const first = text[at] ?? 0;
  if (first === QUOTE) return endOfString(text, at);
  const isWord = first === 0x6e || first === 0x74 || first === 0x66;
  return first === MINUS || (first >= 0x30 && first <= 0x39) || isWord ? endOfAny(text, at) : -1;
}

/** Likewise of a value of any kind but an object or array. */
function endOfAny(text: Uint8Array, at: number): number {
  if (text[at] === QUOTE) return endOfString(text, at);
  let end = at;
  while (end < text.length && BARE.test(String.fromCharCode(text[end] ?? 0))) end++;
  return end === at || end === text.length ? -1 : end;
}

/** Where the string that begins at `at` ends, or -1 if none does. */
function endOfString(text: Uint8Array, at: number): number {
  if (text[at] !== QUOTE) return -1;
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === QUOTE) return i + 1;
    if (text[i] === BACKSLASH) i++;
  }
  return -1;
}

/** The first position from `at` on that holds no white space of JSON (RFC 8259, section 2). */
export function afterSpace(text: Uint8Array, at: number): number {
  let i = at;
  while (text[i] === 0x20 || text[i] === 0x0a || text[i] === 0x0d || text[i] === 0x09) i++;
  return i;
}
