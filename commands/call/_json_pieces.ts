/** So many characters are gathered before they are given on. */
const PIECE = 1 << 16;

/**
 * A JSON document as `JSON.stringify()` with two spaces writes it, letter by letter the same, in pieces: JavaScript has
 * no text of more than half a gigabyte, which a document with the rows of a table may have.
 *
 * @param document a plain object; what is long in it is an array of its own
 *
 * @example
 * ```ts
 * [...jsonPieces({ towns: 2 })].join(""); // '{\n  "towns": 2\n}'
 * ```
 */
export function* jsonPieces(document: object): Generator<string> {
  let piece = "{";
  let separator = "\n";
  for (const [name, value] of Object.entries(document)) {
    if (value === undefined) continue;
    piece += `${separator}  ${JSON.stringify(name)}: `;
    separator = ",\n";
    if (!Array.isArray(value) || value.length === 0) {
      piece += indented(value, 1);
      continue;
    }
    for (const [i, item] of value.entries()) {
      piece += `${i === 0 ? "[\n" : ",\n"}    ${indented(item, 2)}`;
      if (piece.length < PIECE) continue;
      yield piece;
      piece = "";
    }
    piece += "\n  ]";
  }
  yield `${piece}${separator === "\n" ? "" : "\n"}}`;
}

/** No text within JSON has a line's end in it: each is one of the layout. */
function indented(value: unknown, depth: number): string {
  return (JSON.stringify(value ?? null, undefined, 2) ?? "null").replaceAll("\n", `\n${"  ".repeat(depth)}`);
}
