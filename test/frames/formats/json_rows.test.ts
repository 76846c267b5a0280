import { test } from "uvu";
import * as assert from "uvu/assert";
import { jsonRows, plainRows } from "../../../frames/mod.ts";
import pl from "../../../frames/polars.ts";
import { hostileTowns } from "../../helpers/feeds/hostile_towns.ts";

test("jsonRows() keeps the frame's order, which an object would not", () => {
  const frame = pl.DataFrame([
    pl.Series("town", ["20-54"]),
    pl.Series("2020", [310]),
    pl.Series('"', [null]),
  ]);
  assert.equal(jsonRows(frame), ['{"town":"20-54","2020":310,"\\"":null}']);
});

test("jsonRows() has the values of plainRows(), and as many rows where there are no columns", () => {
  const frame = hostileTowns();
  assert.equal(
    jsonRows(frame).map((text) => JSON.parse(text)),
    plainRows(frame),
  );
  assert.equal(jsonRows(pl.DataFrame()), []);
});

test.run();
