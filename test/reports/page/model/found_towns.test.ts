import { test } from "uvu";
import * as assert from "uvu/assert";
import { folded } from "../../../../reports/page/model/folded.ts";
import { foundStates, foundTowns } from "../../../../reports/page/model/found_towns.ts";
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

test("foundTowns() has the town of just that name before those that begin with it, and those before the others", () => {
  const towns = [
    town("21-1", "Santa Ana Xalmimilulco", "Puebla"),
    town("26-58", "Santa Ana", "Sonora"),
    town("20-1", "Ana Santa", "Oaxaca"),
    town("29-1", "Santa Ana Nopalucan", "Tlaxcala"),
  ];
  const names = foundTowns(towns, "santa ana").map(({ name }) => name);
  assert.equal(names, ["Santa Ana", "Santa Ana Xalmimilulco", "Santa Ana Nopalucan", "Ana Santa"]);
});

test("foundStates() finds a state by its name or by what people call it", () => {
  const names = ["Oaxaca", "Ciudad de México", "México", "Nuevo León"];
  const found = (search: string) => foundStates(names, search).map((i) => names[i]);
  assert.equal(
    [found("CDMX"), found("leon"), found("edomex")],
    [["Ciudad de México"], ["Nuevo León"], ["México"]],
  );
  assert.equal([found("mexico"), found(""), found("x")], [["Ciudad de México", "México"], [], []]);
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
