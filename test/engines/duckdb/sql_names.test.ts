import { test } from "uvu";
import * as assert from "uvu/assert";
import { sqlNames } from "../../../engines/duckdb/sql_names.ts";

test("sqlNames() leaves names as they are that differ in more than their case", () => {
  assert.equal(sqlNames(["ides", "Value", "Valué", "a b", '"']), ["ides", "Value", "Valué", "a b", '"']);
});

test("sqlNames() numbers equal names, and takes no name that another column has", () => {
  assert.equal(sqlNames(["a", "A", "a", "A_1"]), ["a", "A_2", "a_3", "A_1"]);
  assert.equal(sqlNames(["", "x", "", "column_1"]), ["column_1_1", "x", "column_3", "column_1"]);
});

test.run();
