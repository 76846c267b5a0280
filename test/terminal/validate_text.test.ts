import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ValidateResult } from "../../pipelines/validate/validate_result.ts";
import { validateText } from "../../terminal/validate_text.ts";
import { plainScreen } from "../helpers/processes/plain_screen.ts";

test("validateText() says whether the file meets the contract, and of each rule what was found", () => {
  const report: ValidateResult = {
    schema_version: 1,
    command: "validate",
    file: "feed.json",
    feed: { name: "tiny", title: { en: "Tiny feed" }, attribution: "Made up", synthetic: false },
    kind: "feed",
    rows: 1200,
    towns: 2,
    findings: [
      { rule: "type", found: 3, allowed: 0, verdict: "fails", says: 'row 5: "temp" is "N/D", not a number' },
      { rule: "range", found: 0, allowed: 1200, verdict: "passes", says: "" },
    ],
    valid: false,
    seconds: 0.1,
  };
  assert.is(
    validateText(report, plainScreen()),
    `feed.json breaks the contract of tiny

  holds  1,200 rows of 2 towns, taken for a feed's body
  type   fails, 3 of 0 allowed: row 5: "temp" is "N/D", not a number
  range  passes
`,
  );
  assert.match(
    validateText({ ...report, valid: true }, plainScreen()),
    /^feed\.json meets the contract of tiny/,
  );
});

test.run();
