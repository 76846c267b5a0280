import type pl from "nodejs-polars";
import * as assert from "uvu/assert";

/** Asserts that two frames have the same columns in the same order, the same types and the same values, nulls included. */
export function frameEqual(actual: pl.DataFrame, expected: pl.DataFrame): void {
  assert.equal(actual.columns, expected.columns, "columns");
  assert.equal(actual.dtypes.map(String), expected.dtypes.map(String), "types");
  assert.equal(actual.toRecords(), expected.toRecords());
}
