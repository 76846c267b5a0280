import { test } from "uvu";
import * as assert from "uvu/assert";
import { queryText } from "../../../terminal/read/query_text.ts";
import { plainScreen } from "../../helpers/processes/plain_screen.ts";

const SCREEN = plainScreen(60);

test("queryText() shows the first rows with four decimals, and how many more there are", () => {
  const head = [{ header: "height", values: Array.from({ length: 40 }, (_, i) => i + 0.12345) }];
  const lines = queryText(head, 50, SCREEN).trimEnd().split("\n");
  assert.equal(
    [lines[1]?.trim(), lines.length, lines.at(-1)],
    ["0.1235", 42, "  … 10 more rows (`--format csv` shows all)"],
  );
});

test("queryText() of no rows shows the names of the columns", () => {
  assert.is(queryText([{ header: "nmun", values: [] }], 0, SCREEN), "  nmun\n");
});

test("queryText() lets no name steer the terminal", () => {
  const head = [{ header: "nmun", values: ["\u001b[31mred\u202eder\u0007"] }];
  assert.is(queryText(head, 1, SCREEN), "  nmun\n  [31mredder\n");
});

test.run();
