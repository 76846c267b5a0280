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
  const long = `[{"a": "${"x".repeat(2 ** 20)}"}]`;
  for (const text of [
    long,
    `[${ROW}]`,
    ` [\n ${ROW} ,{"other": 1}]\n`,
    `${ROW}\n${ROW}`,
    "[{x}]",
    '[{"a": tru}]',
  ])
    assert.is(fault(text), undefined, text);
});

test("feedFault() looks for the rows where they are said to be, and for values at their paths", () => {
  const schema = {
    ...TINY,
    rows: "results",
    columns: TINY.columns.map((column) =>
      column.name === "ides" ? { ...column, path: "place.state" } : column,
    ),
  };
  const at = (text: string) => feedFault(new TextEncoder().encode(text), schema);
  const { ides, ...row } = tinyRow();
  const good = JSON.stringify({ ok: true, results: [{ ...row, place: { state: ides } }], next: null });
  assert.is(at(good), undefined);
  assert.is(at('{"error": "Later"}'), 'no array of rows at "results"');
  assert.is(at('{"results": []}'), "no rows");
  assert.is(at(`{"results": [${ROW}]}`), 'rows of another feed: the first has no "place.state"');
  assert.is(at(good.slice(0, -7)), "an array of rows that is cut short");
});

test.run();
