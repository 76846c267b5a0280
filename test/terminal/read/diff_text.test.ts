import { test } from "uvu";
import * as assert from "uvu/assert";
import type { DiffResult } from "../../../pipelines/read/diff_result.ts";
import type { Version } from "../../../store/mod.ts";
import { diffText } from "../../../terminal/read/diff_text.ts";
import { plainScreen } from "../../helpers/processes/plain_screen.ts";

const REPORT: DiffResult = {
  schema_version: 1,
  command: "diff",
  data_dir: "data",
  warnings: [],
  feed: { name: "tiny", title: { en: "Tiny" }, attribution: "Made up", synthetic: false },
  key: ["ides", "idmun"],
  dataset: "merged",
  older: "20261124_110000" as Version,
  newer: "20261124_120000" as Version,
  compared: "tables",
  same_hours: null,
  town_counts: { in_older: 3, in_newer: 3, in_both: 2, changed: 1 },
  new: [{ ides: 19, idmun: 1, nmun: "Abasolo" }],
  gone: [],
  columns: [
    { name: "nmun", changed: 1 },
    { name: "temp_mean", changed: 1 },
  ],
  only_older: [],
  only_newer: ["Value"],
  measures: [
    {
      name: "temp_mean",
      unit: "°C",
      total: false,
      changed: 1,
      appeared: 1,
      vanished: 0,
      mean_change: -1.5,
      lowest_change: -1.5,
      highest_change: -1.5,
      largest: [{ ides: 20, idmun: 54, nmun: "<b>\u202e", lat: 17, older: 8, newer: 6.5, change: -1.5 }],
    },
  ],
  seconds: 0.1,
};

test("diffText() tells towns that came and went, each measure, and where it changed most", () => {
  assert.is(
    diffText(REPORT, plainScreen()),
    `merged: 20261124_120000 compared with 20261124_110000

  towns    2 in both, 1 of them changed
  new      1 town: 19-1
  also     nmun of 1 town
  columns  in one version only: Value

  measure       towns  mean  lowest  highest  appeared  vanished
  temp_mean °C      1  -1.5    -1.5     -1.5         1         0

  largest changes of temp_mean
  ides  idmun  nmun  older  newer  change
    20     54  <b>       8    6.5    -1.5
`,
  );
});

test("diffText() of two equal versions is short", () => {
  const equal = {
    ...REPORT,
    new: [],
    columns: [],
    only_newer: [],
    measures: [],
    town_counts: { ...REPORT.town_counts, changed: 0 },
  };
  assert.match(diffText(equal, plainScreen()), /\n\n {2}towns {2}2 in both, 0 of them changed\n$/);
});

test("diffText() says which hours two forecasts were compared over, and first of all when they were not", () => {
  const [measure] = REPORT.measures as [DiffResult["measures"][number]];
  const rain = { ...measure, name: "prec", unit: "mm", total: true };
  const same_hours = { count: 115, first: "2026-11-24T08:00:00", last: "2026-11-29T02:00:00" };
  const same = diffText({ ...REPORT, compared: "same_hours", same_hours, measures: [rain] }, plainScreen());
  assert.match(
    same,
    /^ {2}hours {4}the 115 that both forecasts have, 2026-11-24 08:00 to 2026-11-29 02:00$/m,
  );
  assert.match(same, /^ {2}prec mm in total {6}1 {2}-1\.5/m);
  assert.not.match(same, /appeared/);
  const other = diffText({ ...REPORT, compared: "different_hours" }, plainScreen(200));
  assert.match(other.split("\n")[2] ?? "", /^ {2}warning {2}different hours: /);
});

test("diffText() shows no change that would read 0.00, and says of how many towns there is one", () => {
  const [measure] = REPORT.measures as [DiffResult["measures"][number]];
  const [row] = measure.largest;
  const tiny = { mean_change: 0.001, lowest_change: -0.004, highest_change: 0.004 };
  const text = diffText(
    {
      ...REPORT,
      columns: [],
      measures: [
        {
          ...measure,
          largest: [
            { ...row, change: 1 },
            { ...row, change: 0.004 },
          ],
        },
        { ...measure, ...tiny, name: "prec_mean", largest: [{ ...row, change: 0.004 }] },
      ],
    },
    plainScreen(),
  );
  assert.match(text, /^ {2}also {5}prec_mean of 1 town, by less than 0\.01$/m);
  assert.is(text.split("\n").filter((line) => /^ +20 +54/.test(line)).length, 1);
});

test.run();
