import { test } from "uvu";
import * as assert from "uvu/assert";
import { feedFault } from "../../../frames/mod.ts";
import { TINY, tinyRow } from "../../helpers/feeds/tiny_feed.ts";

const fault = (text: string) => feedFault(new TextEncoder().encode(text), TINY);
const ROW = JSON.stringify(tinyRow());

test("feedFault() says what a text holds instead of a feed", () => {
  for (const [text, says] of [
    ['{"error": "Servicio no disponible"}', "an object, not an array of rows"],
    ['{"error": "cut', "an object, not an array of rows"],
    [" [ ] ", "no rows"],
    [`[${ROW},${ROW}`, "an array of rows that is cut short"],
    [`[${ROW},{"ides":"1`, "an array of rows that is cut short"],
    ["[1, 2]", "an array of something else than rows"],
    ["[[1], 2]", "an array of something else than rows"],
    ['[{"station": "]}", "pm10": 3}]', 'rows of another feed: the first has no "ides", "idmun", "hloc"'],
    ['{"a": 1}\n{"a": 2}\n', 'rows of another feed: the first has no "ides", "idmun", "hloc"'],
  ] as const) {
    assert.is(fault(text), says, text);
  }
});

test("feedFault() lets pass what may be the feed, whatever is in its rows", () => {
  for (const text of [`[${ROW}]`, ` [\n ${ROW} ,{"other": 1}]\n`, `${ROW}\n${ROW}`, "[{x}]", '[{"a": tru}]'])
    assert.is(fault(text), undefined, text);
});

test.run();
