import { test } from "uvu";
import * as assert from "uvu/assert";
import { conditionOf } from "../../../pipelines/maintain/_condition.ts";
import type { StatusResult } from "../../../pipelines/maintain/status_result.ts";
import { mergeStatus, snapshotStatus, statusResult } from "../../helpers/results.ts";

const NOW = "2026-08-26T08:30:00.000Z";
const run = (exit_code: number) => ({ exit_code }) as NonNullable<StatusResult["last_run"]>;
const snapshot = (fetched: number, feed_unchanged_since: string | null = null) =>
  snapshotStatus({ age_seconds: { fetched, issued: null, published: fetched }, feed_unchanged_since });
const is = (more: Partial<StatusResult>) => {
  const { is, why } = conditionOf({ ...statusResult({ now: NOW, ...more }) });
  return `${is}: ${why}`;
};

test("conditionOf() is fresh within three hours of a fetch, and stale after", () => {
  assert.is(is({ newest_snapshot: snapshot(10_800) }), "fresh: fetched");
  assert.is(is({ newest_snapshot: snapshot(10_801) }), "stale: not_fetched");
});

test("conditionOf() is stale where the provider has served one feed for over a day", () => {
  assert.is(is({ newest_snapshot: snapshot(60, "2026-08-25T08:30:00.000Z") }), "fresh: fetched");
  assert.is(is({ newest_snapshot: snapshot(60, "2026-08-25T08:29:59.000Z") }), "stale: feed_unchanged");
});

test("conditionOf() is stale where the newest snapshot is of an older run of the model", () => {
  const older = snapshotStatus({ older_than: "2026-08-26T03:00:00" });
  assert.is(is({ newest_snapshot: older }), "stale: older_run");
});

test("conditionOf() says what is wrong before it says what is old", () => {
  const old = { newest_snapshot: snapshot(99_999) };
  assert.is(is({ ...old, last_run: run(69) }), "failing: last_run_failed");
  assert.is(is({ ...old, last_run: run(0), files_missing: 1 }), "failing: files_missing");
  for (const current_csv of ["missing", "different"] as const)
    assert.is(is({ ...old, newest_merge: mergeStatus({ current_csv }) }), "failing: current_csv");
  assert.is(is({ last_run: run(69) }), "failing: last_run_failed");
  assert.is(is({}), "empty: no_snapshot");
});

test.run();
