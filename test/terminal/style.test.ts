import { test } from "uvu";
import * as assert from "uvu/assert";
import { styleFor } from "../../terminal/style.ts";

const TERMINAL = { isTTY: true };
const PIPE = {};
const RED = "\u001b[31mno\u001b[39m";

test("styleFor() colours a terminal, whatever this process's own output is, and nothing else", () => {
  assert.is(styleFor(TERMINAL, {}).bad("no"), RED);
  assert.is(styleFor(PIPE, {}).bad("no"), "no");
  assert.is(styleFor(TERMINAL, { TERM: "dumb" }).bad("no"), "no");
});

test("styleFor() obeys NO_COLOR, unless it is empty, and lets it win over FORCE_COLOR", () => {
  assert.is(styleFor(TERMINAL, { NO_COLOR: "1" }).bad("no"), "no");
  assert.is(styleFor(TERMINAL, { NO_COLOR: "0" }).bad("no"), "no");
  assert.is(styleFor(TERMINAL, { NO_COLOR: "" }).bad("no"), RED);
  assert.is(styleFor(PIPE, { NO_COLOR: "1", FORCE_COLOR: "1" }).bad("no"), "no");
});

test("styleFor() obeys FORCE_COLOR, which with 0 means none", () => {
  assert.is(styleFor(PIPE, { FORCE_COLOR: "1" }).bad("no"), RED);
  assert.is(styleFor(PIPE, { FORCE_COLOR: "" }).bad("no"), "no");
  assert.is(styleFor(TERMINAL, { FORCE_COLOR: "0" }).bad("no"), "no");
  assert.is(styleFor({ isTTY: true }, { FORCE_COLOR: "3", TERM: "dumb" }).bad("no"), RED);
});

test("styleFor() gives each meaning its own look", () => {
  const { bold, dim, good, warn, bad } = styleFor(TERMINAL, {});
  assert.is(new Set([bold, dim, good, warn, bad].map((paint) => paint("x"))).size, 5);
});

test.run();
