import { test } from "uvu";
import * as assert from "uvu/assert";
import type { PruneResult } from "../../pipelines/maintain/prune_result.ts";
import { pruneText } from "../../terminal/prune_text.ts";
import { plainScreen } from "../helpers/processes/plain_screen.ts";

const REPORT: PruneResult = {
  schema_version: 1,
  command: "prune",
  run_id: "1",
  dry_run: false,
  data_dir: "data",
  warnings: [],
  rules: "snapshots last=720; means last=720; merged last=720",
  keep: 720,
  older_than_days: null,
  future: false,
  missing: false,
  datasets: [
    {
      name: "snapshots",
      dataset: "data_municipio_x_hora",
      removed: 1200,
      bytes: 420_000_000,
      newest: "20261101_001500",
      left: 720,
      kept: null,
    },
    {
      name: "means",
      dataset: "data_temp_prec_mean",
      removed: 0,
      bytes: 0,
      newest: null,
      left: 1,
      kept: null,
    },
    { name: "merged", dataset: "data_merged", removed: 0, bytes: 0, newest: null, left: 0, kept: null },
    { name: "raw", dataset: "raw", removed: 1, bytes: 12_500_000, newest: null, left: 700, kept: null },
  ],
  seconds: 0.4,
};

test("pruneText() says what went and what stays, of each dataset that has any", () => {
  assert.is(
    pruneText(REPORT, plainScreen()),
    `Freed 432.5 MB in 400 ms

  data_municipio_x_hora  1,200 versions up to 20261101_001500, 420.0 MB; 720 stay
  data_temp_prec_mean    1 stays
  raw                    1 feed body, 12.5 MB; 700 stay
`,
  );
});

test("pruneText() of a dry run says what would go", () => {
  const text = pruneText({ ...REPORT, dry_run: true }, plainScreen());
  assert.match(text, /^Would free 432\.5 MB\n/);
  assert.match(text, /\n {2}dry run +nothing was removed\n$/);
});

test("pruneText() of a dry run says why each version stays, in one line where several do for the same reasons", () => {
  const kept = [
    { name: "20261124_050000", reasons: ["newest", "daily"] },
    ...["20261123", "20261122", "20261121"].map((day) => ({ name: `${day}_230000`, reasons: ["daily"] })),
  ];
  const [first] = REPORT.datasets;
  const datasets = [{ ...(first as (typeof REPORT.datasets)[number]), kept }];
  assert.match(
    pruneText({ ...REPORT, dry_run: true, datasets }, plainScreen()),
    /\nWhat stays of data_municipio_x_hora, and why\n\n {2}20261124_050000 {2}newest, daily\n {2}20261123_230000 {2}and 2 more down to 20261121_230000: daily\n$/,
  );
});

test("pruneText() says when there was nothing to do", () => {
  assert.is(pruneText({ ...REPORT, datasets: [] }, plainScreen()), 'Found nothing to prune in "data"\n');
});

test.run();
