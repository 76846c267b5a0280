import { test } from "uvu";
import * as assert from "uvu/assert";
import type { PageResult } from "../../../pipelines/report/page_result.ts";
import type { Version } from "../../../store/mod.ts";
import { reportText } from "../../../terminal/read/report_text.ts";
import { plainScreen } from "../../helpers/processes/plain_screen.ts";

const SECOND = "20260826_080000" as Version;
const REPORT: PageResult = {
  schema_version: 1,
  command: "report",
  data_dir: "data",
  warnings: [],
  feed: { name: "sample", title: { en: "Sample" }, attribution: "Made up", synthetic: true },
  version: SECOND,
  towns: 2463,
  time_count: 116,
  compared_with: "2026-08-26T01:00:00",
  missing_parts: [],
  output: "data/report.html",
  overwrote: false,
  pages: 1,
  bytes: 921_900,
  seconds: 2.5,
};

test("reportText() says what the page was made from and where it is", () => {
  assert.is(
    reportText(REPORT, plainScreen()),
    `Reported 2,463 towns in 2.5 s

  feed      sample: Sample (made-up values)
  merged    version ${SECOND}
  curves    116 times of each town
  revision  since the run of 2026-08-26 01:00
  page      data/report.html, 921.9 kB: open it in a browser
`,
  );
});

test("reportText() says what the page does without", () => {
  const text = reportText(
    { ...REPORT, time_count: 0, compared_with: null, missing_parts: ["no-body"] },
    plainScreen(200),
  );
  assert.match(
    text,
    /\n {2}warning {2}the newest feed's body is not kept: forecast curves and revision are left out\n/,
  );
  assert.not.match(text, /curves {4}|revision {2}/);
});

test.run();
