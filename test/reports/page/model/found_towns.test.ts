import { test } from "uvu";
import * as assert from "uvu/assert";
import { folded } from "../../../../reports/page/model/folded.ts";
import { foundTowns } from "../../../../reports/page/model/found_towns.ts";
import type { Town } from "../../../../reports/page/model/model.ts";

const town = (key: string, name: string, stateName: string) =>
  ({ key, name, stateName, sought: folded(`${name} ${stateName}`) }) as Town;
const TOWNS = [
  town("19-39", "Monterrey", "Nuevo León"),
  town("11-20", "León", "Guanajuato"),
  town("20-54", "Magdalena Zahuatlán", "Oaxaca"),
];
const found = (search: string) => foundTowns(TOWNS, search).map(({ name }) => name);

test("foundTowns() finds a name without its accents and capitals, those that begin with it first", () => {
  assert.equal(found("leon"), ["León", "Monterrey"]);
  assert.equal(found("LEÓN"), ["León", "Monterrey"]);
});

test("foundTowns() wants every word, each at the beginning of one", () => {
  assert.equal(found("zahua oax"), ["Magdalena Zahuatlán"]);
  assert.equal(found("huatlan"), []);
});

test("foundTowns() finds a key, and gives all towns for no word", () => {
  assert.equal(found("20-54"), ["Magdalena Zahuatlán"]);
  assert.is(found("  ").length, 3);
});

test.run();
