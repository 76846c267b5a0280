import { test } from "uvu";
import * as assert from "uvu/assert";
import { columnReader, feedFrame } from "../../../frames/mod.ts";
import { json, TINY, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { frameEqual } from "../../helpers/frame_equal.ts";

const COLUMNS = ["ides", "idmun", "hloc", "temp"];
const ROWS = [tinyRow(), tinyRow({ hloc: "20230824T13", temp: "" }), tinyRow({ idmun: "1", nmun: "á" })];

test("columnReader() reads every row as feedFrame() does, in pieces cut anywhere", () => {
  const text = json(ROWS);
  for (let at = 0; at < text.length; at += 7) {
    const reader = columnReader(TINY, COLUMNS);
    reader.write(text.subarray(0, at));
    reader.write(text.subarray(at));
    const frame = reader.end();
    assert.ok(frame);
    frameEqual(frame, feedFrame(text, TINY, "feed.json").select(...COLUMNS));
  }
});

test("columnReader() gives nothing of an irregular feed, or of one without rows", () => {
  for (const text of [json([tinyRow(), { ides: 1 }]), json([])]) {
    const reader = columnReader(TINY, COLUMNS);
    reader.write(text);
    assert.is(reader.end(), undefined);
  }
});

test.run();
