import { test } from "uvu";
import * as assert from "uvu/assert";
import { difference } from "../../../bench/runner/difference.ts";

test("difference() takes tables for equal whose columns stand in another order and whose floats nearly agree", () => {
  const [one, other] = ["town,temp\nÁ,2.0\nB,\n", "temp,town\r\n2.000000000000001,Á\r\n,B\r\n"];
  assert.is(difference(one, other, ["temp"]), undefined);
});

test("difference() tells the first cell that differs", () => {
  const found = (one: string, other: string) =>
    difference(`town,temp\n${one}\n`, `town,temp\n${other}\n`, ["temp"]);
  assert.is(found("1,2.0", "1,2.00001"), 'row 1, "temp": "2.0" and "2.00001"');
  assert.is(found("1,0.0", "1,"), 'row 1, "temp": "0.0" and ""');
  assert.is(found("1,2.0", "1.0,2.0"), 'row 1, "town": "1" and "1.0"');
  assert.is(found("1,2.0\n2,2.0", "2,2.0\n1,2.0"), 'row 1, "town": "1" and "2"');
  assert.is(found("1,2.0", "1,NaN"), 'row 1, "temp": "2.0" and "NaN"');
});

test("difference() tells other columns and a lost row", () => {
  assert.is(difference("a,b\n1,2\n", "a,c\n1,2\n", []), "columns: a, b and a, c");
  assert.is(difference("a\n1\n2\n", "a\n1\n", []), "rows: 2 and 1");
});

test("difference() refuses what it cannot read", () => {
  assert.throws(() => difference('a\n"1,2"\n', "a\n1\n", []), /quoted field/);
});

test.run();
