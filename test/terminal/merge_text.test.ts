import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { MergeResult } from "../../pipelines/merge/merge_result.ts";
import { mergeText } from "../../terminal/merge_text.ts";
import { TINY_FEED } from "../helpers/feeds/tiny_feed.ts";
import { markedScreen, plainScreen } from "../helpers/processes/plain_screen.ts";
import { mergeResult, snapshotInput } from "../helpers/results.ts";

const HOUR = new Date("2026-08-26T02:00:00Z");
const MERGED = pl.DataFrame({
  ides: [20],
  idmun: [54],
  nmun: ["Zahuatlán"],
  temp_mean: [8.87],
  records: [2],
  hloc_first: [HOUR],
  hloc_last: [HOUR],
  Value: [540],
});

function text(more: Partial<MergeResult> = {}): string {
  return mergeText(mergeResult(more), MERGED, TINY_FEED, "status", plainScreen());
}

test("mergeText() tells what was merged and joined, shows the means beside the municipality data, and what next", () => {
  assert.is(
    text(),
    `Merged 2 towns in 42 ms

  feed      tiny: Tiny feed
  snapshot  20260826_070000, run of 2026-08-26 01:00
  snapshot  20260826_080000, run of 2026-08-26 02:00
  joined    2 municipalities of data/data_municipio/20260101/data.csv

  ides  idmun  nmun       temp_mean  records  Value
    20     54  Zahuatlán       8.87        2    540

  means    data/data_temp_prec_mean/20260826_080000.csv
  merged   data/data_merged/20260826_080000.csv
  current  data/data_merged/current.csv
  next     municlima status
`,
  );
});

test("mergeText() says of a dry run that nothing was written, and names no file", () => {
  const dry = text({ files: null, dry_run: true });
  assert.match(dry, /^Checked 2 towns in 42 ms\n/);
  assert.match(dry, /\n {2}dry run {2}nothing was written; the tables would be version 20260826_080000\n$/);
  assert.not.match(dry, /current|next/);
});

test("mergeText() says when fewer hours than asked for have a snapshot", () => {
  const [first, second] = [snapshotInput("20260826_070000"), snapshotInput("20260826_080000")];
  assert.match(text({ snapshots: [first] }), /warning {3}only 1 of 2 hours has a snapshot\n/);
  assert.match(
    text({ snapshots: [first, second], window: 24 }),
    /warning {3}only 2 of 24 hours have a snapshot\n/,
  );
  assert.not.match(text(), /warning/);
});

test("mergeText() names up to three snapshots, and of more the first and the last", () => {
  const inputs = ["06", "07", "08", "09"].map((hour) => snapshotInput(`20260826_${hour}0000`));
  assert.is(
    text({ snapshots: inputs.slice(0, 3), window: 3 })
      .split("\n")
      .filter((line) => /^ {2}snapshot /.test(line)).length,
    3,
  );
  const many = text({ snapshots: inputs, window: 4 });
  assert.match(many, /\n {2}snapshots {2}4, from 20260826_060000 to 20260826_090000\n/);
  assert.match(many, /\n {2}runs {7}2026-08-26 00:00 to 2026-08-26 03:00\n/);
});

test("mergeText() counts what found no partner, and names the first of it", () => {
  const keys = Array.from({ length: 10 }, (_, i) => `9-${i + 1}`);
  const lines = text({ unmatched_towns: ["2-6"], unmatched_municipalities: keys });
  assert.match(lines, /unmatched {2}1 town without a municipality: 2-6\n/);
  assert.match(
    lines,
    /unmatched {2}10 municipalities without a forecast: 9-1, 9-2, 9-3, 9-4, 9-5, 9-6, 9-7, 9-8\s+and 2 more\n/,
  );
});

test("mergeText() says that nothing was joined where there is no municipality table", () => {
  const text = mergeText(mergeResult({ municipalities: null }), MERGED, TINY_FEED, undefined, markedScreen());
  assert.match(
    text,
    /joined +warn\(nothing: there is no municipality table, so these are the means alone\)\n/,
  );
});

test("mergeText() marks made-up values, in the feed as in the municipality table", () => {
  const result = mergeResult({
    feed: { ...TINY_FEED, synthetic: true },
    municipalities: { path: "data/data_municipio/20260101/data.csv", sha256: "x", rows: 2, synthetic: true },
  });
  const marked = mergeText(result, MERGED, TINY_FEED, undefined, markedScreen());
  assert.match(marked, /Tiny feedwarn\( \(made-up values\)\)\n/);
  assert.match(marked, /data\.csvwarn\( \(made-up values\)\)\n/);
  assert.not.match(marked, /next/);
});

test.run();
