import { test } from "uvu";
import * as assert from "uvu/assert";
import { finiteMeans } from "../../../frames/mod.ts";
import pl from "../../../frames/polars.ts";

const SCHEMA = {
  means: [
    { name: "temp_mean", of: ["temp"], unit: "°C" },
    { name: "prec_mean", of: ["prec"], unit: "mm" },
  ],
} as const;

test("finiteMeans() makes null of what no float can hold, and counts it by column", () => {
  const given = pl.DataFrame({
    temp_mean: [Number.POSITIVE_INFINITY, 1, null, Number.NEGATIVE_INFINITY, Number.NaN],
    prec_mean: [0, 1, 2, 3, 1e308],
    further: [1, 2, 3, 4, 5],
  });
  const { means, overflowed } = finiteMeans(given, SCHEMA);
  assert.equal(means.getColumn("temp_mean").toArray(), [null, 1, null, null, null]);
  assert.equal(means.getColumn("prec_mean").toArray(), [0, 1, 2, 3, 1e308]);
  assert.equal(means.columns, given.columns);
  assert.equal(overflowed, [{ column: "temp_mean", towns: 3 }]);
});

test("finiteMeans() gives means that are all numbers as they are", () => {
  const given = pl.DataFrame({ temp_mean: [1, null], prec_mean: [0, 0] });
  const { means, overflowed } = finiteMeans(given, SCHEMA);
  assert.is(means, given);
  assert.equal(overflowed, []);
});

test.run();
