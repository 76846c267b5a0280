import { test } from "uvu";
import * as assert from "uvu/assert";
import type { AgeLimits } from "../../../configs/mod.ts";
import { conditionOf } from "../../../pipelines/maintain/_condition.ts";
import type { StatusResult } from "../../../pipelines/maintain/status_result.ts";
import { mergeStatus, snapshotStatus, statusResult } from "../../helpers/results.ts";

const NOW = "2026-08-26T08:30:00.000Z";
const run = (exit_code: number) => ({ exit_code }) as NonNullable<StatusResult["last_run"]>;
const snapshot = (fetched: number, feed_unchanged_since: string | null = null) =>
  snapshotStatus({ age_seconds: { fetched, issued: null, published: fetched }, feed_unchanged_since });
const is = (more: Partial<StatusResult>, limits?: AgeLimits, maxUnchanged?: number) => {
  const { is, why } = conditionOf({ ...statusResult({ now: NOW, ...more }) }, limits, maxUnchanged);
  return `${is}: ${why}`;
};

test("conditionOf() is fresh within three hours of a fetch, and stale after", () => {
  assert.is(is({ newest_snapshot: snapshot(10_800) }), "fresh: fetched");
  assert.is(is({ newest_snapshot: snapshot(10_801) }), "stale: not_fetched");
});

test("conditionOf() is unchanged where the provider has served one feed for over a day", () => {
  assert.is(is({ newest_snapshot: snapshot(60, "2026-08-25T08:30:00.000Z") }), "fresh: fetched");
  assert.is(is({ newest_snapshot: snapshot(60, "2026-08-25T08:29:59.000Z") }), "unchanged: feed_unchanged");
});

test("conditionOf() is stale where the newest snapshot is of an older run of the model", () => {
  const older = snapshotStatus({ older_than: "2026-08-26T03:00:00" });
  assert.is(is({ newest_snapshot: older }), "stale: older_run");
});

test("conditionOf() keeps the ages apart, each with its own limit, or none", () => {
  const aged = snapshotStatus({ age_seconds: { fetched: 100, issued: 200, published: 50 } });
  const merged = mergeStatus({ age_seconds: { published: 300 } });
  const found = { newest_snapshot: aged, newest_merge: merged };
  assert.is(is(found, {}), "fresh: fetched");
  assert.is(is(found, { fetched: 100, issued: 200, published: 300 }), "fresh: fetched");
  assert.is(is(found, { fetched: 99, issued: 199, published: 299 }), "stale: not_fetched");
  assert.is(is(found, { issued: 199, published: 299 }), "stale: not_issued");
  assert.is(is(found, { published: 299 }), "stale: not_published");
  assert.is(is({ newest_snapshot: aged }, { published: 49 }), "stale: not_published");
  const unknown = snapshotStatus({ age_seconds: { fetched: 1, issued: null, published: 1 } });
  assert.is(is({ newest_snapshot: unknown }, { issued: 0.1 }), "fresh: fetched");
});

test("conditionOf() is unchanged after more runs than may find the same feed, or when it has been the same for too long", () => {
  const same = snapshotStatus({ feed_unchanged_since: "2026-08-26T07:30:00.000Z", unchanged_runs: 4 });
  assert.is(is({ newest_snapshot: same }, {}, 4), "fresh: fetched");
  assert.is(is({ newest_snapshot: same }, {}, 3), "unchanged: feed_unchanged");
  assert.is(is({ newest_snapshot: same }, { unchanged: 3599 }), "unchanged: feed_unchanged");
  assert.is(is({ newest_snapshot: same }, { unchanged: 3600 }), "fresh: fetched");
});

test("conditionOf() says that something is missing that was required, before it says what is old", () => {
  const old = { newest_snapshot: snapshot(99_999), required_missing: ["merged"] as const };
  assert.is(is(old), "missing: required_missing");
  assert.is(is({ ...old, last_run: run(69) }), "failing: last_run_failed");
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
