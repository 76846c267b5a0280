import { STRICT } from "../../frames/mod.ts";
import type { IngestResult } from "../../pipelines/ingest/ingest_result.ts";
import type { MergeStatus, SnapshotStatus, StatusResult } from "../../pipelines/maintain/status_result.ts";
import type { MergeResult } from "../../pipelines/merge/merge_result.ts";
import type { Version } from "../../store/mod.ts";

const FEED = { name: "tiny", title: { en: "Tiny feed" }, attribution: "Made up", synthetic: false };
const FIRST = "20260826_070000" as Version;
const SECOND = "20260826_080000" as Version;

/** The result of an ingest of two towns when nothing is odd. */
export function ingestResult(more: Partial<IngestResult> = {}): IngestResult {
  return {
    schema_version: 1,
    command: "ingest",
    run_id: "1",
    dry_run: false,
    data_dir: "data",
    warnings: [],
    feed: FEED,
    source: {
      from: "http://127.0.0.1:9/feed",
      status: 200,
      headers: {},
      requests: 1,
      bytes: 1234,
      text_bytes: 5678,
      sha256: "ab",
      fetched_at: "2026-08-26T08:00:01.000Z",
      issued_at: null,
      model_run: "2026-08-26T01:00:00",
    },
    feed_unchanged_since: null,
    record: "last",
    min_towns: 90,
    check: {
      rows: 4,
      towns: 2,
      first: "2026-08-26T01:00:00",
      last: "2026-08-26T02:00:00",
      town_records: { fewest: 2, most: 2 },
      duplicates: 0,
      empty: [],
      out_of_range: [],
    },
    expected: { towns: 2, records_per_town: 2 },
    fewer_towns: null,
    fewer_records: null,
    contract: STRICT,
    violations: null,
    older_than: null,
    quarantine: null,
    left_out: 0,
    missing_values: [],
    values_out_of_range: 0,
    towns: 2,
    version: SECOND,
    files: {
      snapshot: "data/data_municipio_x_hora/20260826_080000.csv",
      manifest: "data/data_municipio_x_hora/20260826_080000.manifest.json",
      raw: "data/raw/ab.json.gz",
    },
    seconds: 0.52,
    ...more,
  };
}

/** The result of a merge of two towns when every key has a partner. */
export function mergeResult(more: Partial<MergeResult> = {}): MergeResult {
  return {
    schema_version: 1,
    command: "merge",
    run_id: "1",
    dry_run: false,
    data_dir: "data",
    warnings: [],
    feed: FEED,
    window: 2,
    window_by: "hour",
    repeated: 0,
    snapshots: [snapshotInput(FIRST), snapshotInput(SECOND)],
    municipalities: {
      path: "data/data_municipio/20260101/data.csv",
      sha256: "cd",
      rows: 2,
      synthetic: false,
    },
    how: "inner",
    csv_formulas: "keep",
    unmatched_towns: [],
    unmatched_municipalities: [],
    towns: 2,
    towns_with_means: 2,
    version: SECOND,
    files: {
      means: "data/data_temp_prec_mean/20260826_080000.csv",
      merged: "data/data_merged/20260826_080000.csv",
      current: "data/data_merged/current.csv",
    },
    seconds: 0.042,
    ...more,
  };
}

/** A snapshot that a merge took, its run of the model six hours behind its version. */
export function snapshotInput(version: string): MergeResult["snapshots"][number] {
  const hour = String(Number(version.slice(9, 11)) - 6).padStart(2, "0");
  return {
    version: version as Version,
    sha256: "ef",
    bytes: 99,
    rows: 2,
    model_run: `2026-08-26T${hour}:00:00`,
    values_out_of_range: 0,
  };
}

/** The state of a folder that nothing is in; with these fields more. */
export function statusResult(more: Partial<StatusResult> = {}): StatusResult {
  return {
    schema_version: 1,
    command: "status",
    data_dir: "data",
    warnings: [],
    limits: [],
    now: "2026-08-26T08:30:00.000Z",
    feed: null,
    snapshot_count: 0,
    newest_snapshot: null,
    newest_merge: null,
    last_run: null,
    condition: { is: "empty", why: "no_snapshot" },
    missed: [],
    files_missing: 0,
    age_limits: { fetched: 10_800, issued: 108_000, published: null, unchanged: 86_400 },
    required_missing: [],
    history: { file_count: 0, bytes: 0 },
    disk: [],
    ...more,
  };
}

/** A snapshot as a status shows it, fetched half an hour ago. */
export function snapshotStatus(more: Partial<SnapshotStatus> = {}): SnapshotStatus {
  return {
    version: SECOND,
    towns: 2,
    model_run: "2026-08-26T02:00:00",
    older_than: null,
    feed_unchanged_since: null,
    unchanged_runs: 0,
    age_seconds: { fetched: 1800, issued: 8640, published: 1799 },
    ...more,
  };
}

/** A merged table as a status shows it, of 20 minutes ago. */
export function mergeStatus(more: Partial<MergeStatus> = {}): MergeStatus {
  return {
    version: SECOND,
    towns: 2,
    averaged: { snapshot_count: 2, repeated: 0 },
    age_seconds: { published: 1200 },
    current_csv: "same",
    ...more,
  };
}
