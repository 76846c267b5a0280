import { stripVTControlCharacters } from "node:util";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { progressBar } from "../../terminal/progress_bar.ts";

const WIPE = "\r\u001b[K";

/** A terminal that keeps what is written to it. */
function terminal(columns = 80) {
  const written: string[] = [];
  return { isTTY: true, columns, written, write: (text: string) => written.push(text) };
}

test("progressBar() fills as bytes come, and names how many there are", () => {
  const stream = terminal();
  const bar = progressBar(stream, false);
  bar.bytes(0, 12_000_000);
  bar.bytes(4_000_000, 12_000_000);
  bar.bytes(12_000_000, 12_000_000);
  assert.equal(stream.written, [
    `${WIPE}fetch  ░░░░░░░░░░░░░░░░░░░░░░░░  0 bytes of 12.0 MB`,
    `${WIPE}fetch  ████████░░░░░░░░░░░░░░░░  4.0 MB of 12.0 MB`,
    `${WIPE}fetch  ████████████████████████  12.0 MB of 12.0 MB`,
  ]);
});

test("progressBar() counts without a bar when the total is not known, and does not outgrow its frame", () => {
  const stream = terminal();
  const bar = progressBar(stream, false);
  bar.bytes(4_000_000, undefined);
  bar.bytes(20, 10);
  assert.equal(stream.written, [
    `${WIPE}fetch  4.0 MB`,
    `${WIPE}fetch  ████████████████████████  20 bytes of 10 bytes`,
  ]);
});

test("progressBar() writes only what looks different from the line that is there", () => {
  const stream = terminal();
  const bar = progressBar(stream, false);
  bar.bytes(4_000_000, 12_000_000);
  bar.bytes(4_000_001, 12_000_000);
  bar.step("parse");
  bar.step("parse");
  assert.equal(
    stream.written.map((text) => stripVTControlCharacters(text).trim()),
    ["fetch  ████████░░░░░░░░░░░░░░░░  4.0 MB of 12.0 MB", "parse …"],
  );
});

test("progressBar() wipes its line once, and only when there is one", () => {
  const stream = terminal();
  const bar = progressBar(stream, false);
  bar.clear();
  bar.step("check");
  bar.clear();
  bar.clear();
  assert.equal(stream.written, [`${WIPE}check …`, WIPE]);
});

test("progressBar() draws again what it drew before it was wiped", () => {
  const stream = terminal();
  const bar = progressBar(stream, false);
  bar.step("fetch");
  bar.clear();
  bar.step("fetch");
  assert.equal(stream.written, [`${WIPE}fetch …`, WIPE, `${WIPE}fetch …`]);
});

test("progressBar() keeps to one line of a narrow terminal", () => {
  const stream = terminal(20);
  progressBar(stream, false).bytes(1, 2);
  assert.equal(stream.written, [`${WIPE}fetch  ████████████░`]);
});

test("progressBar() writes nothing into a pipe, nor when it is to be quiet", () => {
  const pipe = { ...terminal(), isTTY: false };
  const quiet = terminal();
  for (const bar of [progressBar(pipe, false), progressBar(quiet, true)]) {
    bar.bytes(1, 2);
    bar.step("parse");
    bar.clear();
  }
  assert.equal([...pipe.written, ...quiet.written], []);
});

test.run();
