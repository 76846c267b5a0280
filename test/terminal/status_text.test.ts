import { test } from "uvu";
import * as assert from "uvu/assert";
import type { StatusResult } from "../../pipelines/maintain/status_result.ts";
import { statusText } from "../../terminal/status_text.ts";
import { markedScreen, plainScreen } from "../helpers/processes/plain_screen.ts";
import { mergeStatus, snapshotStatus, statusResult } from "../helpers/results.ts";

const FEED = { name: "tiny", title: { en: "Tiny feed" }, attribution: "Made up", synthetic: false };
const RUN: NonNullable<StatusResult["last_run"]> = {
  schema_version: 1,
  run_id: "1",
  command: "merge",
  data_dir: "/srv/data",
  feed_name: "tiny",
  started_at: "2026-08-26T08:10:00.000Z",
  finished_at: "2026-08-26T08:10:00.042Z",
  seconds: 0.042,
  outcome: "done",
  exit_code: 0,
  steps: [],
  figures: {},
};
const FULL = {
  feed: FEED,
  snapshot_count: 1234,
  newest_snapshot: snapshotStatus(),
  newest_merge: mergeStatus(),
  last_run: RUN,
  condition: { is: "fresh", why: "fetched" },
  history: { file_count: 2, bytes: 5_000_000 },
  disk: [
    { folder: "data_merged", file_count: 1, bytes: 200_000 },
    { folder: "raw", file_count: 2, bytes: 1_000_000 },
  ],
} as const;

function text(more: Partial<StatusResult>, screen = plainScreen()): string {
  return statusText(statusResult(more), (verb) => `${verb} --data-dir data`, screen);
}

test("statusText() says of an empty folder what to run", () => {
  assert.is(
    text({}),
    `empty: there is no snapshot yet

Data folder data

  feed       none yet
  snapshots  none yet: run municlima ingest --data-dir data
  merged     none yet
`,
  );
});

test("statusText() tells the ages of the newest snapshot and merge, and how the last run ended", () => {
  assert.is(
    text(FULL),
    `fresh: the newest snapshot was fetched 30 minutes ago

Data folder data

  feed       tiny: Tiny feed
  snapshots  1,234, the newest 20260826_080000 with 2 towns
  age        fetched 30 minutes ago, issued 2.4 hours ago, run of 2026-08-26 02:00 on the feed's
             clock
  merged     20260826_080000 with 2 towns, 20 minutes ago
  last run   merge at 2026-08-26 08:10 UTC, 42 ms, done
  disk       1.2 MB: raw 1.0 MB in 2 files, data_merged 200.0 kB in 1 file
  history    5.0 MB in 2 files
`,
  );
});

test("statusText() says what to run where the snapshots are not merged yet", () => {
  assert.match(
    text({ ...FULL, newest_merge: null }),
    /merged {5}none yet: run municlima merge --data-dir data\n/,
  );
});

test("statusText() tells of an unchanged feed, and of one without a time or from the future", () => {
  const unchanged = { feed_unchanged_since: "2026-08-26T06:00:00.000Z" };
  const marked = text({ ...FULL, newest_snapshot: snapshotStatus(unchanged) }, markedScreen());
  assert.match(marked, /warning {4}warn\(the feed is the same as at 2026-08-26 06:00 UTC\)\n/);
  const aged = (issued: number | null) =>
    text({ newest_snapshot: snapshotStatus({ age_seconds: { fetched: 0, issued, published: 0 } }) });
  assert.match(aged(null), /fetched just now, issued at an unknown time, /);
  assert.match(aged(-30), /fetched just now, issued 30 s ahead of this clock, /);
});

test("statusText() says when current.csv is not the newest merged table, and what to run", () => {
  const with_ = (current_csv: "missing" | "different") =>
    text({ ...FULL, newest_merge: mergeStatus({ current_csv }) }, markedScreen());
  const run = "run bold\\(municlima merge --data-dir data\\)\n";
  assert.match(with_("missing"), new RegExp(`warning {4}bad\\(current\\.csv is missing\\): ${run}`));
  assert.match(with_("different"), new RegExp(`warning {4}bad\\(current\\.csv is not this table\\): ${run}`));
});

test("statusText() tells what the last run failed on", () => {
  const failed = { ...RUN, outcome: "failed" as const, exit_code: 66, error: 'Found no snapshot in "x".' };
  assert.match(
    text({ last_run: failed }, markedScreen()),
    /last run {3}merge at 2026-08-26 08:10 UTC, 42 ms, bad\(failed with exit code 66\): Found no snapshot in "x"\.\n/,
  );
});

test("statusText() begins with how the folder is, in colour, and why", () => {
  const first = (more: Partial<StatusResult>) => text({ ...FULL, ...more }, markedScreen()).split("\n")[0];
  const old = snapshotStatus({
    age_seconds: { fetched: 15_120, issued: 8640, published: 300 },
    unchanged_runs: 30,
    feed_unchanged_since: "2026-08-25T02:30:00.000Z",
  });
  const required_missing = ["merged", "current"] as const;
  const found: [StatusResult["condition"], string][] = [
    [{ is: "fresh", why: "fetched" }, "good(fresh): the newest snapshot was fetched 30 minutes ago"],
    [{ is: "empty", why: "no_snapshot" }, "warn(empty): there is no snapshot yet"],
    [{ is: "failing", why: "last_run_failed" }, "bad(failing): the last run failed 20 minutes ago: Down."],
    [{ is: "failing", why: "files_missing" }, "bad(failing): 3 files missing"],
    [{ is: "failing", why: "current_csv" }, "bad(failing): current.csv is another table"],
    [{ is: "missing", why: "required_missing" }, "bad(missing): there is no merged, no current"],
  ];
  for (const [condition, line] of found) {
    const newest_merge = mergeStatus({ current_csv: "different" });
    const last_run = { ...RUN, error: "Down." };
    assert.is(first({ condition, files_missing: 3, newest_merge, last_run, required_missing }), line);
  }
  const limits = { fetched: 10_800, issued: 7200, published: 60, unchanged: 86_400 };
  const is = (condition: StatusResult["condition"], age_limits: StatusResult["age_limits"] = limits) =>
    first({ condition, newest_snapshot: old, newest_merge: null, age_limits });
  assert.is(
    is({ is: "stale", why: "not_fetched" }),
    "warn(stale): the newest snapshot was fetched 4.2 hours ago, more than 3 hours",
  );
  assert.is(
    is({ is: "stale", why: "not_issued" }),
    "warn(stale): the feed was issued 2.4 hours ago, more than 2 hours",
  );
  assert.is(
    is({ is: "stale", why: "not_published" }),
    "warn(stale): the newest table was published 5 minutes ago, more than 60 s",
  );
  assert.is(
    is({ is: "unchanged", why: "feed_unchanged" }),
    "warn(unchanged): the provider has served the same feed for 30 hours, in 31 runs",
  );
});

test.run();
