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

test("townKey() tells two towns apart whose texts run together alike, and leaves a key of one text as it is", () => {
  const key = ["network", "station"];
  const keys = [
    { network: "a-b", station: "c" },
    { network: "a", station: "b-c" },
    { network: "a\\", station: "b-c" },
    { network: "a\\-b", station: "c" },
  ].map((row) => townKey(row, { key }));
  assert.is(new Set(keys).size, 4);
  assert.equal(keys.slice(0, 2), ["a\\-b-c", "a-b-c"]);
  assert.is(townKey({ station: "MER-2" }, { key: ["station"] }), "MER-2");
});

test.run();
