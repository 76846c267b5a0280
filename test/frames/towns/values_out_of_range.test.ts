import { test } from "uvu";
import * as assert from "uvu/assert";
import { valuesOutOfRange } from "../../../frames/mod.ts";
import pl from "../../../frames/polars.ts";
import { TINY } from "../../helpers/feeds/tiny_feed.ts";

test("valuesOutOfRange() counts the values of what means are made of, and of nothing else", () => {
  const snapshot = pl.DataFrame({ ides: [99, 1, 1, 1], temp: [-30, 55, 999, null] });
  assert.is(valuesOutOfRange(snapshot, TINY), 1);
  assert.is(valuesOutOfRange(pl.DataFrame({ temp: [-99, 55.1] }), TINY), 2);
});

test.run();
