import { test } from "uvu";
import * as assert from "uvu/assert";
import { logLines } from "../../terminal/log_lines.ts";

const NOW = "2026-11-24T14:00:00.000Z";

function logged(work: (log: ReturnType<typeof logLines>) => void): unknown[] {
  let text = "";
  work(logLines({ write: (more) => (text += more) }, { run_id: "1", command: "run" }, () => new Date(NOW)));
  return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
}

test("logLines() writes each entry as a line of JSON, with the time, the level and what all have", () => {
  const entries = logged(({ log }) => {
    log({ message: "fetch took 1.2 s", step: "fetch", seconds: 1.2, rows: undefined });
    log({ message: "a\nb", level: "warning" });
  });
  const common = { run_id: "1", command: "run" };
  assert.equal(entries, [
    { time: NOW, level: "info", ...common, message: "fetch took 1.2 s", step: "fetch", seconds: 1.2 },
    { time: NOW, level: "warning", ...common, message: "a\nb" },
  ]);
});

test("logLines() makes an entry of each line of text, in whatever pieces it comes, with the level that it begins with", () => {
  const entries = logged(({ stream }) => {
    for (const text of [
      "\u001b[33mWarning:\u001b[39m Older",
      ".\n\nRound 2 ",
      "begins.\nmunicl",
      "ima: Down.\nnot ended",
    ])
      stream.write(text);
  });
  assert.equal(
    entries.map((entry) =>
      Object.values(entry as object).filter((value) => !["1", "run", NOW].includes(value)),
    ),
    [
      ["warning", "Older."],
      ["info", "Round 2 begins."],
      ["error", "Down."],
    ],
  );
});

test.run();
