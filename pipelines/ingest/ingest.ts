import type pl from "nodejs-polars";
import { cvegeoKey, type Feed, feedLabel } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { type LastRecords, valuesOutOfRange, withCvegeo } from "../../frames/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import {
  allocateVersion,
  assertFeed,
  type FeedOrigin,
  folderOf,
  QUARANTINE_FOLDER,
  type SnapshotManifest,
} from "../../store/mod.ts";
import { contractOf } from "../contract_of.ts";
import { futureWarnings, outdatedWarning } from "../folder_warnings.ts";
import { newestManifest } from "../newest_manifest.ts";
import type { RunContext } from "../run/run_context.ts";
import { withRun } from "../run/with_run.ts";
import { feedClock } from "./_feed_clock.ts";
import { feedOrigin } from "./_feed_origin.ts";
import { fetchBody } from "./_fetch_body.ts";
import { publishSnapshot, type SnapshotDraft } from "./_publish_snapshot.ts";
import { quarantiningBody } from "./_quarantine_body.ts";
import { recordsOf } from "./_records_of.ts";
import type { IngestResult } from "./ingest_result.ts";

export type IngestOptions = Omit<RunContext, "feedName"> & {
  readonly feed: Feed;
  /** Where to read the feed instead of its URLs: a path, a URL, or "-" for standard input. */
  readonly from?: string | undefined;
  /** When the body that is read was published: its snapshot gets a version of that time, and its place among the others. */
  readonly asOf?: Date | undefined;
  /** Leaves TLS certificates unchecked; the manifest, the history and the result say so. */
  readonly insecureTls?: boolean | undefined;
};

/**
 * Takes a feed in: fetches it, keeps its body, and publishes a snapshot with one record of each town.
 *
 * A body of the past has a snapshot as it would have been then: the one before it is that before its time.
 *
 * @returns the result, and the snapshot: towns × (columns of the feed, `cvegeo` where towns are municipalities)
 * @throws {Failure} `usage` when a time is given without a body, or lies ahead; `upstream` when no URL gives a feed, `contract` when the feed violates its schema or contract or
 * lacks too many towns, or the data folder is damaged; `no-input` when the file is missing or no record is eligible,
 * `config` when the data folder belongs to another feed, `locked`, `cannot-create` or `io`. Nothing is published then.
 *
 * @example
 * ```ts
 * const { result } = await ingest({ data, logs, settings, feed: smnHourly });
 * result.towns; // 2463
 * ```
 */
export async function ingest(
  options: IngestOptions,
  effects: Effects = realEffects,
): Promise<{ readonly result: IngestResult; readonly snapshot: pl.DataFrame }> {
  const { settings, feed, from, asOf, insecureTls = false, dryRun = false } = options;
  if (asOf !== undefined) assertPast(asOf, from, effects.now());

  return await withRun("ingest", { ...options, feedName: feed.name }, effects, async (run) => {
    if (insecureTls) run.note({ tls_verified: false });
    if (asOf !== undefined) run.note({ as_of: asOf.toISOString() });
    const { inventory } = run;
    await assertFeed(run.data, feed);
    run.warnings.push(...futureWarnings(inventory, run.startedAt));
    const moment = asOf ?? run.startedAt;
    const previous = await newestManifest(run.data, inventory, run.startedAt, asOf);
    const at = settings.record === "now" ? feedClock(feed, moment) : undefined;

    const { fetched, fetchedAt: readAt } = await fetchBody(options, previous, at, run, effects);
    // Whoever kept the body had it then: a snapshot of the past must not look fresh.
    const fetchedAt = asOf ?? readAt;
    const read = () => recordsOf(options, fetched, previous, at, run);
    const records = dryRun ? await read() : await quarantiningBody(fetched, run, effects, read);
    if (records.snapshot.height === 0) throw nothingYet(feed, records.check.first);

    const origin = feedOrigin(fetched, fetchedAt, records.check, insecureTls);
    const draft = draftOf(records, origin, previous, options);
    const folders = [folderOf("snapshots"), QUARANTINE_FOLDER];
    const version = await allocateVersion(run.data, inventory, folders, moment);
    if (draft.older_than !== null)
      run.warnings.push(outdatedWarning(version, origin.model_run, draft.older_than));
    const { check, sorted } = records;
    const snapshot = withCvegeo(records.snapshot, cvegeoKey(feed));
    const quarantined = sorted?.quarantined ?? [];
    run.note({ feed_sha256: origin.sha256, rows: check.rows, towns: snapshot.height, version });
    if (quarantined.length > 0) run.note({ quarantined_rows: quarantined.length });

    const published = dryRun
      ? null
      : await run.step("publish", () =>
          publishSnapshot({ feed, fetched, snapshot, version, draft, quarantined, asOf }, run, effects),
        );
    const result: IngestResult = {
      schema_version: 1,
      command: "ingest",
      run_id: run.id,
      dry_run: dryRun,
      data_dir: settings.dataDir,
      warnings: run.warnings,
      ...draft,
      quarantine: published?.quarantine ?? null,
      towns: snapshot.height,
      version,
      files: published?.files ?? null,
      seconds: run.seconds(),
    };
    return { result, snapshot };
  });
}

function assertPast(asOf: Date, from: string | undefined, now: Date): void {
  if (from === undefined)
    throw new Failure(
      "usage",
      'The flag --as-of goes with a body that is kept: give its path with "--from".',
    );
  if (asOf <= now) return;
  const message = `The flag --as-of cannot be ${asOf.toISOString()}, which lies ahead: it is ${now.toISOString()}. Give the time when the body was published.`;
  throw new Failure("usage", message);
}

/** What the snapshot's manifest will say, beside the file of quarantined rows. */
function draftOf(
  { snapshot, check, sorted }: LastRecords,
  source: FeedOrigin,
  previous: SnapshotManifest | undefined,
  { settings, feed }: Pick<IngestOptions, "settings" | "feed">,
): SnapshotDraft {
  return {
    feed: feedLabel(feed),
    source,
    feed_unchanged_since: unchangedSince(previous, source.sha256),
    record: settings.record,
    min_towns: settings.minTowns,
    check,
    expected: feed.expected,
    fewer_towns: fewer(previous?.check.towns, check.towns),
    fewer_records: fewer(previous?.check.rows, check.rows),
    older_than: isOlder(source.model_run, previous) ? (previous?.source.model_run ?? null) : null,
    contract: contractOf(feed, settings),
    violations: sorted?.violations ?? null,
    left_out: check.towns - snapshot.height,
    missing_values: sorted?.missing ?? [],
    values_out_of_range: valuesOutOfRange(snapshot, feed),
  };
}

/** Since when the feed with this hash has been the newest one, ISO 8601 UTC; null when the last one was another. */
function unchangedSince(previous: SnapshotManifest | undefined, hash: string): string | null {
  if (previous?.source.sha256 !== hash) return null;
  return previous.feed_unchanged_since ?? previous.source.fetched_at;
}

/** Whether the feed is a run of the model from before that of the last ingest, as a cache may serve it. */
function isOlder(modelRun: string, previous: SnapshotManifest | undefined): boolean {
  return previous !== undefined && modelRun < previous.source.model_run;
}

function fewer(before = 0, now: number): number | null {
  return now < before ? before - now : null;
}

function nothingYet(feed: Feed, first: string): Failure {
  return new Failure(
    "no-input",
    `The feed "${feed.name}" begins at ${first} on its clock, after the hour of this run. Set "record" to "last".`,
  );
}
