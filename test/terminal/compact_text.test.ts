import { test } from "uvu";
import * as assert from "uvu/assert";
import type { CompactedMonth, CompactResult } from "../../pipelines/maintain/compact_result.ts";
import { compactText } from "../../terminal/compact_text.ts";
import { plainScreen } from "../helpers/processes/plain_screen.ts";

const month = (name: string, more: Partial<CompactedMonth> = {}): CompactedMonth => ({
  month: name,
  snapshot_count: 744,
  rows: 1_832_416,
  csv_bytes: 303_500_000,
  parquet_bytes: 36_000_000,
  files: { parquet: "x.parquet", manifest: "x.manifest.json" },
  ...more,
});

function text(more: Partial<CompactResult> = {}): string {
  const report: CompactResult = {
    schema_version: 1,
    command: "compact",
    run_id: "1",
    dry_run: false,
    data_dir: "data",
    warnings: [],
    feed: { name: "tiny", title: { en: "Tiny feed" }, attribution: "Made up", synthetic: false },
    months: [month("2026-10")],
    compacted_before: 0,
    current_month: null,
    removed_csv: null,
    seconds: 6.2,
    ...more,
  };
  return compactText(report, (verb) => `${verb} --data-dir x`, plainScreen());
}

test("compactText() tells what became how much smaller, what was left, and what to run next", () => {
  assert.is(
    text({ current_month: { month: "2026-11", snapshot_count: 552 }, compacted_before: 1 }),
    `Compacted 744 snapshots in 6.2 s

  feed    tiny: Tiny feed
  month   2026-10  744 snapshots, 1,832,416 rows, 303.5 MB of CSV → 36.0 MB of Parquet (12 %)
  before  1 snapshot was Parquet already
  left    552 snapshots of 2026-11, which is not over (--all takes them too)

  next  municlima compact --data-dir x --remove-csv removes the CSVs
`,
  );
});

test("compactText() adds several months up, and names the last twelve", () => {
  const months = Array.from({ length: 14 }, (_, i) => month(`month ${i}`));
  const lines = text({ months });
  assert.match(lines, /\n {2}month {5}month 13 {2}744/);
  assert.not.match(lines, /month 1 /);
  assert.match(lines, /\n {12}and 2 earlier months\n/);
  assert.match(
    lines,
    /\n {2}together {2}10,416 snapshots, 25,653,824 rows, 4\.2 GB of CSV → 504\.0 MB of Parquet \(12 %\)\n/,
  );
});

test("compactText() tells of a dry run what would be done, and no sizes that nobody knows", () => {
  const dry = { parquet_bytes: null, files: null };
  const lines = text({
    dry_run: true,
    months: [month("2026-09", dry), month("2026-10", dry)],
    removed_csv: { file_count: 1488, bytes: 607_000_000 },
  });
  assert.match(lines, /^Would compact 1,488 snapshots\n/);
  assert.match(lines, /together {2}1,488 snapshots, 3,664,832 rows, 607\.0 MB of CSV\n/);
  assert.match(lines, /remove {4}1,488 CSVs would be removed, 607\.0 MB\n/);
  assert.match(lines, /\n {2}dry run {2}nothing was written\n$/);
  assert.not.match(lines, /Parquet|next/);
});

test("compactText() tells what was removed, also by a run that had nothing to compact", () => {
  const removed_csv = { file_count: 744, bytes: 303_500_000 };
  const kept =
    /removed {2}744 CSVs, 303\.5 MB, which the Parquet gives back byte for byte; their\s+manifests stay\n/;
  assert.match(text({ removed_csv }), kept);
  assert.not.match(text({ removed_csv }), /next/);
  assert.match(text({ removed_csv, months: [] }), /^Removed 744 CSVs in 6\.2 s\n/);
  assert.match(text({ removed_csv, months: [], dry_run: true }), /^Would remove 744 CSVs\n/);
  const none = text({ removed_csv: { file_count: 0, bytes: 0 }, months: [] });
  assert.match(none, /^Found nothing to compact\n[\s\S]*no CSV: there was none beside a Parquet file\n/);
});

test("compactText() says when there was nothing to do", () => {
  assert.is(
    text({ months: [], current_month: { month: "2026-11", snapshot_count: 1 } }),
    `Found nothing to compact

  feed  tiny: Tiny feed
  left  1 snapshot of 2026-11, which is not over (--all takes them too)
`,
  );
});

test.run();
