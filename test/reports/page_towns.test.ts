import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { smnHourly } from "../../configs/feeds/smn_hourly.ts";
import { pageTowns } from "../../reports/page_towns.ts";
import { TINY } from "../helpers/feeds/tiny_feed.ts";

const merged = (more: Record<string, unknown[]> = {}) =>
  pl.DataFrame({
    ...{ ides: [19, 20, 20], idmun: [39, 1, 54], nes: ["Nuevo León", "Oaxaca", "Oaxaca"] },
    ...{ nmun: ["Monterrey", "Abejones", "Zahuatlán"], lat: [25.7, 17.4, 18.2], lon: [-100.3, -96.6, -98.2] },
    ...{ temp_mean: [21.23456, -0.5, 8], prec_mean: [0, 1.5, 0.25], ...more },
  });

test("pageTowns() gives towns as columns, each state's name once", () => {
  const towns = pageTowns(merged(), smnHourly);
  assert.equal(towns.keys, ["19-39", "20-1", "20-54"]);
  assert.equal(
    [towns.states, towns.state_names],
    [
      [0, 1, 1],
      ["Nuevo León", "Oaxaca"],
    ],
  );
  assert.equal(towns.values, [
    [21.235, -0.5, 8],
    [0, 1.5, 0.25],
  ]);
});

test("pageTowns() keeps a missing value missing, and leaves out a position that is none", () => {
  const towns = pageTowns(
    merged({ temp_mean: [null, 1, 2], lat: [null, 17.4, 91], lon: [-100.3, null, -98.2] }),
    smnHourly,
  );
  assert.equal(towns.values[0], [null, 1, 2]);
  assert.equal(
    [towns.lat, towns.lon],
    [
      [null, null, null],
      [null, null, null],
    ],
  );
});

test("pageTowns() puts the key where a name is missing or has nothing to show", () => {
  const towns = pageTowns(
    merged({ nmun: [null, "\u202e", "x"], nes: [null, "Oaxaca", "Oaxaca"] }),
    smnHourly,
  );
  assert.equal(towns.names, ["19-39", "20-1", "x"]);
  assert.equal(towns.state_names, ["19", "Oaxaca"]);
});

test("pageTowns() does without labels of states and without coordinates", () => {
  const table = pl.DataFrame({ ides: [20], idmun: [54], nmun: ["Zahuatlán"], temp_mean: [8] });
  const { names, state_names, lat } = pageTowns(table, TINY);
  assert.equal([names, state_names, lat], [["Zahuatlán"], ["20"], [null]]);
});

test.run();
