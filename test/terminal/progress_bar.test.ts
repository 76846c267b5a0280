import { stripVTControlCharacters } from "node:util";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { progressBar } from "../../terminal/progress_bar.ts";

const WIPE = "\r\u001b[K";

/** A terminal that keeps what is written to it, and a clock that goes when it is told to. */
function terminal(columns = 80) {
  const written: string[] = [];
  let time = 0;
  let tick: (() => void) | undefined;
  return {
    stream: { isTTY: true, columns, write: (text: string) => written.push(text) },
    written,
    lines: () => written.map((text) => stripVTControlCharacters(text).trim()),
    effects: {
      now: () => time,
      every: (_: number, work: () => void) => {
        tick = work;
        return () => {
          tick = undefined;
        };
      },
    },
    /** Lets time pass, after which a line is drawn anew where one is there. */
    pass: (milliseconds: number) => {
      time += milliseconds;
      tick?.();
    },
    ticks: () => tick !== undefined,
  };
}

test("progressBar() fills as bytes come, and says how many there are, how fast and for how long", () => {
  const { stream, lines, effects, pass } = terminal();
  const bar = progressBar(stream, false, effects);
  bar.bytes(0, 12_000_000);
  pass(2000);
  bar.bytes(4_000_000, 12_000_000);
  pass(100);
  pass(3900);
  bar.bytes(12_000_000, 12_000_000);
  pass(100);
  assert.equal(lines(), [
    "fetch  ░░░░░░░░░░░░░░░░░░░░░░░░  0 bytes of 12.0 MB",
    "fetch  ████████░░░░░░░░░░░░░░░░  4.0 MB of 12.0 MB, 1.9 MB/s, 4 s left",
    "fetch  ████████░░░░░░░░░░░░░░░░  4.0 MB of 12.0 MB, 666.7 kB/s, 12 s left",
    "fetch  ████████████████████████  12.0 MB of 12.0 MB, 2.0 MB/s",
  ]);
});

test("progressBar() turns a spinner where the total is not known, and does not outgrow its frame", () => {
  const { stream, lines, effects, pass } = terminal();
  const bar = progressBar(stream, false, effects);
  bar.bytes(4_000_000, undefined);
  pass(100);
  pass(1900);
  bar.clear();
  bar.bytes(20, 10);
  assert.equal(lines(), [
    "⠋ fetch  4.0 MB",
    "⠙ fetch  4.0 MB",
    "⠋ fetch  4.0 MB, 2.0 MB/s, 2 s",
    "",
    "fetch  ████████████████████████  20 bytes of 10 bytes",
  ]);
});

test("progressBar() draws ten times a second at most, and at once when a step begins", () => {
  const { stream, lines, effects, pass } = terminal();
  const bar = progressBar(stream, false, effects);
  for (let done = 0; done < 50; done++) bar.bytes(done, 100);
  pass(100);
  bar.step("parse");
  bar.step("parse");
  bar.step("check", 285_708);
  assert.equal(lines(), [
    "fetch  ░░░░░░░░░░░░░░░░░░░░░░░░  0 bytes of 100 bytes",
    "fetch  ████████████░░░░░░░░░░░░  49 bytes of 100 bytes",
    "⠋ parse",
    "⠋ check 285,708 rows",
  ]);
});

test("progressBar() wipes its line once, only when there is one, and draws it anew after", () => {
  const { stream, written, effects, ticks } = terminal();
  const bar = progressBar(stream, false, effects);
  bar.clear();
  bar.step("check");
  assert.is(ticks(), true);
  bar.clear();
  bar.clear();
  assert.is(ticks(), false);
  bar.step("check");
  assert.equal(written, [`${WIPE}⠋ check`, WIPE, `${WIPE}⠋ check`]);
});

test("progressBar() keeps to one line of a narrow terminal", () => {
  const { stream, written, effects } = terminal(20);
  progressBar(stream, false, effects).bytes(1, 2);
  assert.equal(written, [`${WIPE}fetch  ████████████░`]);
});

test("progressBar() writes nothing into a pipe, nor when it is to be quiet", () => {
  const pipe = terminal();
  const quiet = terminal();
  const bars = [
    progressBar({ ...pipe.stream, isTTY: false }, false, pipe.effects),
    progressBar(quiet.stream, true, quiet.effects),
  ];
  for (const bar of bars) {
    bar.bytes(1, 2);
    bar.step("parse");
    bar.clear();
  }
  assert.equal([...pipe.written, ...quiet.written], []);
  assert.equal([pipe.ticks(), quiet.ticks()], [false, false]);
});

test.run();
