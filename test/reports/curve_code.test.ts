import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { curveScale, decodeCurve, encodeCurve } from "../../reports/curve_code.ts";

test("encodeCurve() writes the steps between known points in whole steps of its scale", () => {
  assert.equal(encodeCurve([20.1, 20.4, null, 20.2], 10), [201, 3, null, -2]);
  assert.equal(encodeCurve([0.05, 0.1], 100), [5, 5]);
});

test("encodeCurve() gives null for a curve without any point", () => {
  assert.equal([encodeCurve([], 10), encodeCurve([null, null], 10)], [null, null]);
});

test("curveScale() is the coarser one that loses nothing", () => {
  assert.equal([curveScale([[0.1, null, -20.3]]), curveScale([]), curveScale([[1], [0.05]])], [10, 10, 100]);
  assert.is(curveScale([[-96.37799999999999 + 96, 0.1 + 0.2]]), 100);
  assert.is(curveScale([[0.1 + 0.2]]), 10, "the noise of floats is no decimal");
});

test("decodeCurve() gives every curve back in whole steps, and its gaps where they were", async () => {
  const point = fc.oneof(fc.integer({ min: -600, max: 50_000 }), fc.constant(null));
  await fc.assert(
    fc.property(
      fc.array(point, { minLength: 1, maxLength: 130 }),
      fc.constantFrom(10 as const, 100 as const),
      (steps, scale) => {
        const points = steps.map((step) => (step === null ? null : step / scale));
        const coded = encodeCurve(points, scale);
        assert.equal(coded === null ? steps.map(() => null) : decodeCurve(coded), steps);
      },
    ),
  );
});

test.run();
