import { test } from "uvu";
import * as assert from "uvu/assert";
import { figureDifferences } from "../../../frames/towns/figure_differences.ts";

const row = {
  nes: "Oaxaca",
  measure: "temp",
  count: 3,
  nulls: 0,
  mean: 20,
  std: 1,
  min: 19,
  q1: 19,
  max: 21,
};

test("figureDifferences() finds what differs, and tells what it is of", () => {
  assert.equal(figureDifferences([row], [{ ...row, mean: 20.1, count: 2, std: 1 + 1e-9 }]), [
    { nes: "Oaxaca", measure: "temp", figure: "count", value: 3, check: 2 },
    { nes: "Oaxaca", measure: "temp", figure: "mean", value: 20, check: 20.1 },
  ]);
  assert.equal(figureDifferences([{ ...row, mean: null }], [row]), [
    { nes: "Oaxaca", measure: "temp", figure: "mean", value: null, check: 20 },
  ]);
});

test("figureDifferences() takes no offence at rounding, nor at figures that the check does not have", () => {
  const around = { ...row, min: -100, max: 100, mean: 0 };
  assert.equal(figureDifferences([around, row], [{ ...around, mean: 1e-15, q1: null }, row]), []);
});

test.run();
