import { test } from "uvu";
import * as assert from "uvu/assert";
import type { IngestResult } from "../../pipelines/ingest/ingest_result.ts";
import { noticed } from "../../terminal/_noticed.ts";
import { markedScreen, plainScreen } from "../helpers/processes/plain_screen.ts";
import { ingestResult } from "../helpers/results.ts";

const { check } = ingestResult();

function texts(more: Partial<IngestResult>): string[] {
  return noticed(ingestResult(more), plainScreen().style).map(([, text]) => text);
}

test("noticed() is silent when all is well", () => {
  assert.equal(texts({}), []);
});

test("noticed() tells of missing towns and records", () => {
  assert.equal(texts({ expected: { towns: 2463, records_per_town: 116 } }), [
    "2,461 towns of 2,463 are missing",
    "a town has only 2 of 116 records",
  ]);
  assert.equal(texts({ expected: { towns: 3, records_per_town: 2 } }), ["1 town of 3 is missing"]);
});

test("noticed() is not worried by more towns or records than expected", () => {
  assert.equal(texts({ expected: { towns: 1, records_per_town: 1 } }), []);
});

test("noticed() tells of a feed that has not changed, of towns left out and of doubled records", () => {
  const odd = { feed_unchanged_since: "2026-08-26T07:00:01.000Z", left_out: 1 };
  assert.equal(texts({ ...odd, check: { ...check, duplicates: 2 } }), [
    "the feed is the same as at 2026-08-26 07:00 UTC",
    "1 town is left out: no record at or before this hour",
    "2 records are repeated: the last one counts",
  ]);
});

test("noticed() tells of each column with empty or implausible values", () => {
  const empty = [
    { column: "temp", rows: 1 },
    { column: "prec", rows: 1200 },
  ];
  const out_of_range = [{ column: "temp", rows: 2, lowest: -99, highest: 61.5 }];
  const missing_values = [{ column: "prec", rows: 1100 }];
  assert.equal(texts({ check: { ...check, empty, out_of_range }, missing_values }), [
    "temp is empty in 1 record",
    "prec is empty in 1,200 records, 1,100 of them by a value that stands for none",
    "temp is out of range in 2 records (-99 to 61.5)",
  ]);
});

test("noticed() warns: each is a fact of its own in the colour of warnings", () => {
  assert.equal(noticed(ingestResult({ left_out: 2 }), markedScreen().style), [
    ["warning", "warn(2 towns are left out: no record at or before this hour)"],
  ]);
});

test("noticed() tells of fewer records than at the last ingest, unless there are fewer towns", () => {
  assert.equal(texts({ fewer_records: 2_000 }), ["2,000 records fewer than at the last ingest"]);
  assert.equal(texts({ fewer_towns: 1, fewer_records: 116 }), ["1 town fewer than at the last ingest"]);
});

test.run();
