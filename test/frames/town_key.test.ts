import { test } from "uvu";
import * as assert from "uvu/assert";
import { townKey } from "../../frames/town_key.ts";
import { TINY } from "../helpers/feeds/tiny_feed.ts";

test("townKey() tells two towns apart that share idmun, and two whose digits run together alike", () => {
  const keys = [
    { ides: 19, idmun: 1 },
    { ides: 20, idmun: 1 },
    { ides: 1, idmun: 11 },
    { ides: 11, idmun: 1 },
  ].map((row) => townKey(row, TINY));
  assert.equal(keys, ["19-1", "20-1", "1-11", "11-1"]);
});

test.run();
