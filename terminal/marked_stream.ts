/** What of a stream of text is written to. */
export type TextStream = {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
};

/** What brings a terminal to the start of a line: the end of the one before, or the wiping of this one. */
const LINE_START = new RegExp(["(\n|", "\r\u001b", "\\[K)"].join(""));

/**
 * A stream that writes to another one, each line begun with a mark, also one that is drawn again and again.
 *
 * @example
 * ```ts
 * markedStream(process.stderr, "NOT SAFE: ").write("one\ntwo\n"); // "NOT SAFE: one\nNOT SAFE: two\n"
 * ```
 */
export function markedStream(stream: TextStream, mark: string): TextStream {
  let atStart = true;
  const marked = (part: string): string => {
    if (part === "") return "";
    const text = atStart && !LINE_START.test(part) ? mark + part : part;
    atStart = LINE_START.test(part);
    return text;
  };
  return {
    ...(stream.isTTY === undefined ? {} : { isTTY: stream.isTTY }),
    // A line that is drawn must fit with its mark, or the terminal breaks it.
    ...(stream.columns === undefined ? {} : { columns: Math.max(1, stream.columns - mark.length) }),
    write: (text) => stream.write(text.split(LINE_START).map(marked).join("")),
  };
}
