import { test } from "uvu";
import { checkSize } from "../../../frames/feed/_check_size.ts";
import { failsWith } from "../../helpers/fails_with.ts";

const CAPS = { rows: 3, nesting: 4 };
const COLUMNS = ["a", "b"].map((name) => ({ name, type: "string" as const, meaning: "" }));
const check = (text: string, rows?: string) =>
  checkSize(
    new TextEncoder().encode(text),
    { columns: COLUMNS, ...(rows === undefined ? {} : { rows }) },
    CAPS,
    "feed.json",
  );

test("checkSize() lets pass what is within the caps, whatever stands in strings", () => {
  for (const text of [
    "",
    "[]",
    '[{"a":1,"b":2},{"a":1,"b":2},{"a":1,"b":2}]',
    '[{"a":"},{},{},{},{[[[[[[","b":"\\"},{},{},{},[[[[[\\\\"}]',
    "[[[[]]],[[[]]]]",
  ]) {
    check(text);
  }
});

test("checkSize() refuses one row too many, empty ones too", async () => {
  const message = /^"feed\.json" contains more than the allowed 3 rows\. Check/;
  for (const text of ["[{},{},{},{}]", "[1,1,1,1]", '[{"a":1},{"a":1},{"a":1},{"a":1']) {
    await failsWith("contract", message, () => check(text));
  }
  check('{"x":1,"y":2,"z":3,"rows":[{},{},{}],"w":4}', "rows");
  await failsWith("contract", message, () => check('{"rows":[{},{},{},{}]}', "rows"));
});

test("checkSize() refuses one level too many", async () => {
  for (const text of ["[[[[[", '[{"a":{"a":{"a":{', `${"[".repeat(1_000_000)}`]) {
    await failsWith("contract", /contains more than 4 levels of nesting\./, () => check(text));
  }
});

test("checkSize() refuses a row of very many values, and very many values in all", async () => {
  const row = (values: number) => `[{${Array.from({ length: values }, (_, i) => `"k${i}":0`).join()}}]`;
  check(row(10_002));
  for (const text of [row(10_003), `[[${"0,".repeat(10_003)}`]) {
    await failsWith("contract", /contains more than 10,002 values in row 1\./, () => check(text));
  }
  await failsWith("contract", /contains more than the values of 3 rows\./, () =>
    check(`[${row(6000).slice(1, -1)},${row(6000).slice(1, -1)}]`),
  );
});

test.run();
