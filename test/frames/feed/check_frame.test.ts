import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkFrame } from "../../../frames/feed/check_frame.ts";
import { feedFrame } from "../../../frames/feed/feed_frame.ts";
import { json, TINY, type TinyRow, tinyRow } from "../../helpers/feeds/tiny_feed.ts";

const check = (rows: Partial<TinyRow>[]) =>
  checkFrame(feedFrame(json(rows.map(tinyRow)), TINY, "feed.json"), TINY);

test("checkFrame() counts towns by both keys, their records, and the span of time", () => {
  const { rows, towns, town_records, first, last } = check([
    { hloc: "20230824T12" },
    { hloc: "20230824T13" },
    { ides: "19", hloc: "20230824T14" },
  ]);
  assert.equal({ rows, towns, town_records }, { rows: 3, towns: 2, town_records: { fewest: 1, most: 2 } });
  assert.equal([first, last], ["2023-08-24T12:00:00", "2023-08-24T14:00:00"]);
});

test("checkFrame() finds nothing wrong where nothing is, at the ends of a range too", () => {
  const { duplicates, empty, out_of_range } = check([{ temp: "-30" }, { ides: "1", temp: "55.0" }]);
  assert.equal({ duplicates, empty, out_of_range }, { duplicates: 0, empty: [], out_of_range: [] });
});

test("checkFrame() counts empty values, values outside their range, and records that stand twice", () => {
  const { duplicates, empty, out_of_range } = check([
    { temp: "60.5" },
    { temp: "" },
    { ides: "33", temp: "-31" },
    { ides: "1", temp: "" },
  ]);
  assert.is(duplicates, 1);
  assert.equal(empty, [{ column: "temp", rows: 2 }]);
  assert.equal(out_of_range, [
    { column: "ides", rows: 1, lowest: 1, highest: 33 },
    { column: "temp", rows: 2, lowest: -31, highest: 60.5 },
  ]);
});

test("checkFrame() finds no range broken in a column without values", () => {
  assert.equal(check([{ temp: "" }]).out_of_range, []);
});

test.run();
