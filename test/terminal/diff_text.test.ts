import { test } from "uvu";
import * as assert from "uvu/assert";
import type { DiffResult } from "../../pipelines/read/diff_result.ts";
import type { Version } from "../../store/mod.ts";
import { diffText } from "../../terminal/diff_text.ts";
import { plainScreen } from "../helpers/processes/plain_screen.ts";

const REPORT: DiffResult = {
  schema_version: 1,
  command: "diff",
  data_dir: "data",
  warnings: [],
  dataset: "merged",
  older: "20261124_110000" as Version,
  newer: "20261124_120000" as Version,
  towns: { older: 3, newer: 3, both: 2, changed: 1 },
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
    towns: { ...REPORT.towns, changed: 0 },
  };
  assert.match(diffText(equal, plainScreen()), /\n\n {2}towns {2}2 in both, 0 of them changed\n$/);
});

test.run();
