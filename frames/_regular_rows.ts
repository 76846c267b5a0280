/** Consecutive whole rows of a feed's text, one JSON object a line. */
export type Block = { readonly lines: Uint8Array; readonly rows: number };

const [TAB, LF, CR, SPACE, QUOTE, COMMA, COLON] = [0x09, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x3a];
const [OPEN_BRACKET, BACKSLASH, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5c, 0x5d, 0x7b, 0x7d];

/**
 * Cuts the text of a JSON array of objects into blocks of lines, where the text is regular: every row a flat
 * object with the same keys, spelled alike, in the same order, and every value a string. Real feeds are.
 * Whatever is not (a nested value, a number, a missing key, garbage) ends the walk with `false`, and
 * {@linkcode exactRows} must read the text instead: it alone decides what is an error.
 *
 * Every byte is looked at once, inside or outside a string as JSON (RFC 8259) says, so that a brace or a comma
 * within a string can never cut a row in two.
 *
 * @param text UTF-8
 * @param columns the keys that a row must have, in any order
 * @param blockBytes about how much text a block holds
 */
export function* regularRows(
  text: Uint8Array,
  columns: readonly string[],
  blockBytes = 8_000_000,
): Generator<Block, boolean> {
  const keys = keysOfFirstRow(text, columns);
  if (keys === undefined) return false;

  let at = afterSpace(text, 0) + 1;
  let ended = false;
  while (!ended) {
    const start = at;
    const separators: number[] = [];
    do {
      at = endOfRow(text, afterSpace(text, at), keys);
      if (at === -1) return false;
      at = afterSpace(text, at);
      ended = text[at] === CLOSE_BRACKET;
      if (!ended && text[at] !== COMMA) return false;
      separators.push(at - start);
      at++;
    } while (!ended && at - start < blockBytes);
    yield { lines: asLines(text.subarray(start, at), separators), rows: separators.length };
  }
  return afterSpace(text, at) === text.length;
}

/** The keys of the first row as they are spelled in the text, quotes included; undefined if it has others. */
function keysOfFirstRow(text: Uint8Array, columns: readonly string[]): Uint8Array[] | undefined {
  let at = afterSpace(text, 0);
  if (text[at] !== OPEN_BRACKET) return undefined;
  at = afterSpace(text, at + 1);
  if (text[at] !== OPEN_BRACE) return undefined;

  const keys: Uint8Array[] = [];
  do {
    const start = afterSpace(text, at + 1);
    const end = endOfString(text, start);
    if (end === -1) return undefined;
    keys.push(text.subarray(start, end));
    const colon = afterSpace(text, end);
    at = text[colon] === COLON ? endOfString(text, afterSpace(text, colon + 1)) : -1;
    if (at === -1) return undefined;
    at = afterSpace(text, at);
  } while (text[at] === COMMA);

  const names = new Set(keys.map((key) => JSON.parse(new TextDecoder().decode(key))));
  const same = keys.length === columns.length && columns.every((column) => names.has(column));
  return same ? keys : undefined;
}

/** Where the row that begins at `at` ends, or -1 if it is not a flat object of strings with just these keys. */
function endOfRow(text: Uint8Array, at: number, keys: readonly Uint8Array[]): number {
  if (text[at++] !== OPEN_BRACE) return -1;
  for (let k = 0; k < keys.length; k++) {
    if (k > 0 && text[at++] !== COMMA) return -1;
    at = afterSpace(text, at);

    const key = keys[k] as Uint8Array;
    for (let i = 0; i < key.length; i++) if (text[at + i] !== key[i]) return -1;
    at = afterSpace(text, at + key.length);
    if (text[at++] !== COLON) return -1;

    at = endOfString(text, afterSpace(text, at));
    if (at === -1) return -1;
    at = afterSpace(text, at);
  }
  return text[at] === CLOSE_BRACE ? at + 1 : -1;
}

/** Where the string that begins at `at` ends, or -1 if it is none that both JSON and Polars read alike. */
function endOfString(text: Uint8Array, at: number): number {
  if (text[at++] !== QUOTE) return -1;
  for (;;) {
    const byte = text[at++];
    if (byte === QUOTE) return at;
    if (byte === undefined || byte < SPACE) return -1;
    if (byte !== BACKSLASH) continue;
    const length = lengthOfEscape(text, at);
    if (length === 0) return -1;
    at += length;
  }
}

/** How many bytes after the backslash belong to it; 0 if JSON does not know the escape, or Polars reads it otherwise. */
function lengthOfEscape(text: Uint8Array, at: number): number {
  const letter = String.fromCharCode(text[at] ?? 0);
  if (letter !== "u") return '"\\/bfnrt'.includes(letter) ? 1 : 0;
  const digits = String.fromCharCode(...text.subarray(at + 1, at + 5));
  // Half of a surrogate pair (d800 to dfff) is a NUL to Polars when the other half is missing.
  return /^(?!d[89a-f])[0-9a-f]{4}$/i.test(digits) ? 5 : 0;
}

function afterSpace(text: Uint8Array, at: number): number {
  for (;;) {
    const byte = text[at];
    if (byte !== SPACE && byte !== LF && byte !== CR && byte !== TAB) return at;
    at++;
  }
}

/** A copy of the text with a newline at each separator and nowhere else: a raw newline in JSON is white space. */
function asLines(text: Uint8Array, separators: readonly number[]): Uint8Array {
  const lines = new Uint8Array(text);
  for (let at = lines.indexOf(LF); at !== -1; at = lines.indexOf(LF, at + 1)) lines[at] = SPACE;
  for (const at of separators) lines[at] = LF;
  return lines;
}
