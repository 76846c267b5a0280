import { test } from "uvu";
import * as assert from "uvu/assert";
import type { VerifyResult } from "../../pipelines/maintain/verify_result.ts";
import { verifyText } from "../../terminal/verify_text.ts";
import { plainScreen } from "../helpers/processes/plain_screen.ts";

const REPORT: VerifyResult = {
  schema_version: 1,
  command: "verify",
  data_dir: "data",
  from: null,
  to: null,
  warnings: [],
  checked: {
    data_municipio_x_hora: { file_count: 2, bytes: 690_000 },
    raw: { file_count: 1, bytes: 11_698_271 },
  },
  problems: [],
  unfinished: [],
  seconds: 0.21,
};

test("verifyText() says how much is as it was published", () => {
  assert.is(
    verifyText(REPORT, plainScreen()),
    `Verified 3 files in 210 ms: all are as they were published

  data_municipio_x_hora  2 files, 690.0 kB
  raw                    1 file, 11.7 MB
`,
  );
});

test("verifyText() names each problem, up to twenty", () => {
  const problems = Array.from({ length: 22 }, (_, i) => ({
    path: `data/raw/${i}`,
    what: "is bad",
    advice: "Restore it",
  }));
  const text = verifyText({ ...REPORT, problems }, plainScreen());
  assert.match(text, /^22 problems in "data"\n/);
  assert.match(text, /\n {2}problem +data\/raw\/19 is bad\. Restore it\.\n +and 2 more problems\n$/);
});

test("verifyText() says when there is nothing yet", () => {
  assert.is(verifyText({ ...REPORT, checked: {} }, plainScreen()), 'Nothing is published in "data" yet\n');
});

test("verifyText() does not say of a folder that it is empty where nothing is of a span", () => {
  const text = verifyText({ ...REPORT, checked: {}, from: "2026-12-01T00:00:00.000Z" }, plainScreen());
  assert.match(text, /^Nothing in "data" is of that time, and no file is missing\n/);
});

test.run();
