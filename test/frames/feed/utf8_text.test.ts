import { Buffer } from "node:buffer";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { utf8Text } from "../../../frames/mod.ts";

/** The text as it is read, what it was, and how many places were repaired. */
function read(body: Uint8Array): [text: string, from: string, repaired: number] {
  const { text, from, repaired } = utf8Text(body);
  return [new TextDecoder("utf-8", { fatal: true }).decode(text), from, repaired];
}

test("utf8Text() gives UTF-8 as it is, without a byte order mark", () => {
  assert.equal(read(Buffer.from("\ufeffRío 🌧")), ["Río 🌧", "UTF-8", 0]);
  const body = Buffer.from("Río");
  assert.is(utf8Text(body).text.buffer, body.buffer, "nothing is copied");
});

test("utf8Text() replaces what is broken in UTF-8, and keeps every other letter", () => {
  const cut = Buffer.concat([Buffer.from("Ciudad de México, "), Buffer.of(0xc3), Buffer.from(", Río")]);
  assert.equal(read(cut), ["Ciudad de México, \ufffd, Río", "UTF-8", 1]);
  const twice = Buffer.concat([Buffer.from("🌧é"), Buffer.of(0xe2, 0x82), Buffer.from('"'), Buffer.of(0xff)]);
  assert.equal(read(twice), ['🌧é\ufffd"\ufffd', "UTF-8", 2]);
});

test("utf8Text() reads a text as Latin-1 whose letters are that", () => {
  assert.equal(read(Buffer.from("Peñón, Río Bravo", "latin1")), ["Peñón, Río Bravo", "Latin-1", 0]);
});

test("utf8Text() takes for a letter what Unicode does, no more and no less", () => {
  const letters = [0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff].map((code) =>
    String.fromCodePoint(code),
  );
  for (const letter of letters) {
    const body = Buffer.concat([Buffer.from(letter), Buffer.of(0xff)]);
    assert.equal(read(body), [`${letter}\ufffd`, "UTF-8", 1], letter.codePointAt(0)?.toString(16));
  }
  // Too long, a half of a pair, beyond the last: none is a letter.
  for (const bytes of [
    [0xc0, 0x80],
    [0xe0, 0x9f, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf0, 0x8f, 0x80, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xf5, 0x80, 0x80, 0x80],
  ]) {
    const body = Buffer.concat([Buffer.from("éé"), Buffer.from(bytes)]);
    assert.equal(read(body), ["éé\ufffd", "UTF-8", 1], bytes.join());
  }
});

test.run();
