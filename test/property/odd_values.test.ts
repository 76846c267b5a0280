import { test } from "uvu";
import * as assert from "uvu/assert";
import { feedFrame, lastRecordReader, toCsv } from "../../frames/mod.ts";
import { json, TINY, tinyRow } from "../helpers/feeds/tiny_feed.ts";

/** What both ways of reading a feed make of a text, as CSV; a text that the fast one leaves to the other counts once. */
function read(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const csv = toCsv(feedFrame(bytes, TINY, "feed.json")).toString();
  const reader = lastRecordReader(TINY, undefined);
  reader.write(bytes);
  const fast = reader.end();
  if (fast !== undefined) assert.is(toCsv(fast.snapshot).toString(), csv);
  return csv.split("\n")[1] ?? "";
}

test("feedFrame() and lastRecordReader() keep the sign of a zero as JSON.parse does, in a text and in a number", () => {
  const row = new TextDecoder().decode(json([tinyRow({ temp: "ZERO" })]));
  for (const zero of ["-0", "-0.0", "-0e5", "-1e-999", "0", "0.0", "0e5"]) {
    const expected = Object.is(JSON.parse(zero), -0) ? ",-0.0" : ",0.0";
    for (const written of [zero, `"${zero}"`])
      assert.ok(read(row.replace('"ZERO"', written)).endsWith(`:00${expected}`), written);
  }
});

test("feedFrame() and lastRecordReader() read texts as JSON.parse does, and write half a pair of surrogates as U+FFFD", () => {
  for (const name of [
    "\\ud800",
    "a\\udc00b",
    "\\ud83d\\ude00",
    "\\ude00\\ud83d",
    "\\ud83d\\ud83d\\ude00",
    "\\u00e1\\u0041\\/",
  ]) {
    const row = new TextDecoder().decode(json([tinyRow({ nmun: "NAME" })])).replace("NAME", name);
    const [parsed] = JSON.parse(row) as [{ nmun: string }];
    const written = Buffer.from(parsed.nmun, "utf8").toString("utf8");
    assert.is(read(row).split(",")[2], written, name);
    assert.is(written.includes("\ufffd"), written !== parsed.nmun, name);
  }
});

test.run();
