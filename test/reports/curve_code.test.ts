import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { decodeCurve, encodeCurve } from "../../reports/curve_code.ts";

test("encodeCurve() writes the steps between known points in whole tenths", () => {
  assert.equal(encodeCurve([20.1, 20.4, null, 20.2]), [201, 3, null, -2]);
});

test("encodeCurve() gives null for a curve without any point", () => {
  assert.equal([encodeCurve([]), encodeCurve([null, null])], [null, null]);
});

test("decodeCurve() gives every curve back to the tenth, and its gaps where they were", async () => {
  const point = fc.oneof(fc.double({ min: -60, max: 500, noNaN: true }), fc.constant(null));
  await fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 130 }), (points) => {
      const coded = encodeCurve(points);
      const back = coded === null ? points.map(() => null) : decodeCurve(coded);
      points.forEach((value, i) => {
        const given = back[i] ?? null;
        assert.is(given === null, value === null);
        if (value !== null && given !== null) assert.ok(Math.abs(value - given) < 0.0501);
      });
    }),
  );
});

test.run();
