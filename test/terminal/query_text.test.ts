import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { queryText } from "../../terminal/query_text.ts";
import { plainScreen } from "../helpers/processes/plain_screen.ts";

const SCREEN = plainScreen(60);

test("queryText() shows the first rows with four decimals, and how many more there are", () => {
  const frame = pl.DataFrame({ height: Array.from({ length: 50 }, (_, i) => i + 0.12345) });
  const lines = queryText(frame, SCREEN).trimEnd().split("\n");
  assert.equal(
    [lines[1]?.trim(), lines.length, lines.at(-1)],
    ["0.1235", 42, "  … 10 more rows (`--format csv` shows all)"],
  );
});

test("queryText() of no rows shows the names of the columns", () => {
  assert.is(queryText(pl.DataFrame({ nmun: ["x"] }).head(0), SCREEN), "  nmun\n");
});

test("queryText() lets no name steer the terminal", () => {
  const frame = pl.DataFrame({ nmun: ["\u001b[31mred\u202eder\u0007"] });
  assert.is(queryText(frame, SCREEN), "  nmun\n  [31mredder\n");
});

test.run();
