/** The columns of a feed's first row in its order, and what stands before the value of each. */
export type FirstRow = {
  /** Where the row begins: at its brace. */
  readonly start: number;
  readonly columns: readonly { readonly name: string; readonly glue: Uint8Array }[];
};

const [QUOTE, COMMA, COLON, BACKSLASH] = [0x22, 0x2c, 0x3a, 0x5c];
const [OPEN_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x7b, 0x7d];

/**
 * Looks at how the first row of a JSON array of objects is laid out, where all its values are strings.
 *
 * @param text UTF-8 from its beginning; more may follow
 * @returns undefined when the first row is cut off, or no such object
 */
export function firstRow(text: Uint8Array): FirstRow | undefined {
  let at = afterSpace(text, 0);
  if (text[at] !== OPEN_BRACKET) return undefined;
  const start = afterSpace(text, at + 1);
  if (text[start] !== OPEN_BRACE) return undefined;

  const columns: { name: string; glue: Uint8Array }[] = [];
  at = start;
  let glueStart = start;
  do {
    const key = afterSpace(text, at + 1);
    const keyEnd = endOfString(text, key);
    const colon = afterSpace(text, keyEnd);
    if (text[colon] !== COLON) return undefined;
    const value = afterSpace(text, colon + 1);
    const valueEnd = endOfString(text, value);
    const name = parsed(text.subarray(key, keyEnd));
    if (valueEnd === -1 || name === undefined) return undefined;
    columns.push({ name, glue: text.slice(glueStart, value + 1) });
    // The closing quote is the scanner's: it ends the value.
    glueStart = valueEnd;
    at = afterSpace(text, valueEnd);
  } while (text[at] === COMMA);
  if (text[at] !== CLOSE_BRACE) return undefined;
  return { start, columns };
}

function parsed(key: Uint8Array): string | undefined {
  try {
    return JSON.parse(new TextDecoder().decode(key));
  } catch {
    return undefined;
  }
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
function afterSpace(text: Uint8Array, at: number): number {
  let i = at;
  while (text[i] === 0x20 || text[i] === 0x0a || text[i] === 0x0d || text[i] === 0x09) i++;
  return i;
}
