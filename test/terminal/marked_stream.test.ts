import { test } from "uvu";
import * as assert from "uvu/assert";
import { markedStream } from "../../terminal/marked_stream.ts";
import { progressBar } from "../../terminal/progress_bar.ts";

/** A stream that keeps what it is given, and the marked one on it. */
function kept(more: { isTTY?: boolean; columns?: number } = {}) {
  let text = "";
  const stream = markedStream({ ...more, write: (part) => (text += part) }, "MARK: ");
  return { stream, text: () => text };
}

test("markedStream() marks each line once, however it is cut", () => {
  const { stream, text } = kept();
  for (const part of ["one\ntw", "o", "\n", "three", "\n\nfour\n"]) stream.write(part);
  assert.is(text(), "MARK: one\nMARK: two\nMARK: three\n\nMARK: four\n");
});

test("markedStream() marks a line that is drawn again and again, and lets it fit the terminal", () => {
  const { stream, text } = kept({ isTTY: true, columns: 20 });
  const bar = progressBar(stream, false);
  bar.bytes(500_000, 1_000_000);
  bar.step("parse");
  bar.clear();
  stream.write("done\n");
  const wipe = "\r\u001b[K";
  assert.is(text(), `${wipe}MARK: fetch  ███████${wipe}MARK: ⠋ parse${wipe}MARK: done\n`);
});

test.run();
