import { test } from "uvu";
import * as assert from "uvu/assert";
import pl from "../../../frames/polars.ts";
import { weightedMeans } from "../../../frames/towns/weighted_means.ts";

const frame = pl.DataFrame({
  state: ["a", "a", "b", "b"],
  temp: [10, 40, null, 5],
  pob: [2, 1, 7, 0],
});

test("weightedMeans() counts each row as often as its weight says, and no row without a value", () => {
  const { means, weightless } = weightedMeans(frame, ["temp"], "pob", ["state"]);
  assert.equal(means, [
    { by: ["a"], measure: "temp", mean: 20 },
    { by: ["b"], measure: "temp", mean: null },
  ]);
  assert.is(weightless, 0);
  assert.equal(weightedMeans(frame, ["temp"], "pob", []).means, [{ by: [], measure: "temp", mean: 20 }]);
});

test("weightedMeans() counts the rows without a weight, and those whose weight is none", () => {
  const odd = pl.DataFrame({ temp: [1, 2, 3, 9], pob: [null, -1, Number.POSITIVE_INFINITY, 4] });
  const { means, weightless } = weightedMeans(odd, ["temp"], "pob", []);
  assert.equal([means[0]?.mean, weightless], [9, 3]);
});

test.run();
