import { join } from "node:path";
import type pl from "nodejs-polars";
import { CATALOG, type Feed } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import { type LastRecords, lastRecordReader } from "../frames/mod.ts";
import { type Effects, realEffects } from "../io/effects.ts";
import { fetchFeed } from "../io/fetch_feed.ts";
import { readFeedSource } from "../io/read_feed_source.ts";
import { checkDataFolder, freeVersion } from "../io/store/mod.ts";
import { checkCoverage } from "./_check_coverage.ts";
import { checkFeed } from "./_check_feed.ts";
import { contractOf } from "./_contract_of.ts";
import { feedClock } from "./_feed_clock.ts";
import { feedOrigin } from "./_feed_origin.ts";
import { irregularFeed } from "./_irregular_feed.ts";
import { keepingBadBody } from "./_keep_bad_body.ts";
import { knownFeed } from "./_known_feed.ts";
import { previousSnapshot } from "./_previous_snapshot.ts";
import { publishSnapshot } from "./_publish_snapshot.ts";
import { recorded } from "./_recorded.ts";
import { unchangedSince } from "./_unchanged_since.ts";
import type { IngestReport, SnapshotDetails } from "./ingest_report.ts";
import type { RunContext } from "./run_context.ts";

export type IngestOptions = Omit<RunContext, "feedName"> & {
  readonly feed: Feed;
  /** Where to read the feed instead of its URLs: a path, a URL, or "-" for standard input. */
  readonly from?: string | undefined;
  /** Leaves TLS certificates unchecked; the manifest, the ledger and the report say so. */
  readonly insecureTls?: boolean | undefined;
};

/**
 * Takes a feed in: fetches it, keeps its body, and publishes a snapshot with one record of each town.
 *
 * @returns the report, and the snapshot: towns × columns of the feed
 * @throws {Failure} `upstream` when no URL gives a feed, `contract` when the feed breaks its schema or
 * contract or lacks too many towns, `no-input`
 * when the file is missing or no record is eligible, `config` when the data folder belongs to another feed,
 * `locked`, `cannot-create` or `io`. Nothing is published then.
 *
 * @example
 * ```ts
 * const { report } = await ingest({ settings, feed: smnHourly });
 * report.towns; // 2463
 * ```
 */
export async function ingest(
  options: IngestOptions,
  effects: Effects = realEffects,
): Promise<{ report: IngestReport; snapshot: pl.DataFrame }> {
  const { settings, feed, from, insecureTls = false, dryRun = false, events, stop } = options;
  const { dataDir, record } = settings;
  const started = performance.now();

  return await recorded("ingest", { ...options, feedName: feed.name }, effects, async (run) => {
    if (insecureTls) run.note({ tls_verified: false });
    await checkDataFolder(dataDir, feed, effects.files);
    const previous = await previousSnapshot(dataDir, effects.files);
    const at = record === "now" ? feedClock(feed, run.startedAt) : undefined;
    // The text is read while it is inflated.
    const source = { ...feed, makeSink: () => lastRecordReader(feed, at), stop };
    const known = await knownFeed(previous, dataDir, source, effects.files);
    const policy = { ...settings, insecureTls };
    const fetched = await run.step("fetch", () =>
      from === undefined
        ? fetchFeed({ ...source, known }, policy, events, effects)
        : readFeedSource(from, source, policy, events, effects),
    );
    const fetchedAt = effects.now();
    run.note({ source: fetched.source, bytes: fetched.body.length });
    const contract = contractOf(feed, settings);
    const judged = async () => {
      const regular = fetched.text;
      const suffices = regular !== undefined && (contract.range.mode === "evolve" || isInRange(regular));
      const records = suffices ? regular : await irregularFeed(fetched, feed, contract, at, run);
      checkCoverage(records.check, feed, settings.minTowns, fetched.source);
      checkFeed(records.check, previous?.check, feed, contract, fetched.source);
      return records;
    };
    const { snapshot, check, sorted } = dryRun
      ? await judged()
      : await keepingBadBody(fetched, dataDir, run, effects, judged);
    if (snapshot.height === 0) throw nothingYet(feed, check.first);

    const origin = {
      ...feedOrigin(fetched, fetchedAt, check),
      ...(insecureTls && { tls_verified: false as const }),
    };
    const details: SnapshotDetails = {
      feed: { name: feed.name, title: feed.title, attribution: feed.attribution, synthetic: feed.synthetic },
      source: origin,
      feed_unchanged_since: unchangedSince(previous, origin.sha256),
      record,
      min_towns: settings.minTowns,
      check,
      expected: feed.expected,
      fewer_towns: fewer(previous?.check.towns, check.towns),
      fewer_records: fewer(previous?.check.rows, check.rows),
      contract,
      violations: sorted?.violations ?? null,
      quarantine: null,
      left_out: check.towns - snapshot.height,
    };
    const folders = [CATALOG.snapshots.folder, CATALOG.quarantine.folder].map((name) => join(dataDir, name));
    const version = await freeVersion(folders, run.startedAt, effects.files);
    run.note({ feed_sha256: origin.sha256, rows: check.rows, towns: snapshot.height, version });

    const quarantined = sorted?.quarantined ?? [];
    if (quarantined.length > 0) run.note({ quarantined: quarantined.length });
    const published = dryRun
      ? null
      : await run.step("publish", () =>
          publishSnapshot({ dataDir, feed, fetched, snapshot, version, details, quarantined, run }, effects),
        );
    const report: IngestReport = {
      schema_version: 1,
      command: "ingest",
      run_id: run.id,
      dry_run: dryRun,
      data_dir: dataDir,
      ...details,
      quarantine: published?.quarantine ?? null,
      towns: snapshot.height,
      version,
      files: published?.files ?? null,
      seconds: Number(((performance.now() - started) / 1000).toFixed(3)),
    };
    return { report, snapshot };
  });
}

function isInRange({ check }: LastRecords): boolean {
  return check.outOfRange.length === 0;
}

function fewer(before = 0, now: number): number | null {
  return now < before ? before - now : null;
}

function nothingYet(feed: Feed, first: string): Failure {
  return new Failure(
    "no-input",
    `The feed "${feed.name}" begins at ${first} on its clock, after the hour of this run. Use "--record last".`,
  );
}
