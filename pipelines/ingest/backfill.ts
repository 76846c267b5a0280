import { feedLabel } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { type BodyFile, bodyFiles } from "../../io/body/body_files.ts";
import { readFeedSource } from "../../io/body/read_feed_source.ts";
import { type Effects, realEffects, secondsSince } from "../../io/effects.ts";
import {
  absolutePlace,
  assertFeed,
  isBodyName,
  namesBelow,
  RAW_FOLDER,
  readInventory,
  snapshotOrigins,
  type Version,
  versionTime,
} from "../../store/mod.ts";
import { missedHours } from "../maintain/missed_hours.ts";
import { withRun } from "../run/with_run.ts";
import type { BackfilledBody, BackfillResult } from "./backfill_result.ts";
import { type IngestOptions, ingest } from "./ingest.ts";

export type BackfillOptions = Omit<IngestOptions, "from" | "asOf" | "insecureTls" | "runId"> & {
  /** Paths of bodies, and of folders of bodies. */
  readonly paths: readonly string[];
  /** Takes the bodies too that the data folder keeps and that no snapshot came from. */
  readonly fill?: boolean | undefined;
};

const HOUR = 3_600_000;
/** What is wrong with one body, and not with the place it goes to. */
const FAULTS_OF_BODIES: readonly string[] = ["contract", "no-input"];
const NO_SINK = { write: () => undefined, end: () => undefined };

/**
 * Publishes a snapshot of each body that has none, as of when the body was published, oldest first: each an ingest with
 * its line in the history. A body is there already where a snapshot of the same text is of the same hour, or was made
 * within an hour of the publication. One that is refused does not keep the others. Called again it goes on where it
 * was stopped.
 *
 * @throws {Failure} `usage` when no body is named; `no-input` when a path is not there; `config` when the data folder
 * belongs to another feed, `locked`, `cannot-create` or `io`. What was published before stays.
 *
 * @example
 * ```ts
 * const { bodies } = await backfill({ data, logs, settings, feed: smnHourly, paths: ["bodies/"] });
 * bodies[0]; // { path: "bodies/20261124_14.json.gz", as_of: "2026-11-24T14:00:00.000Z", outcome: "published", … }
 * ```
 */
export async function backfill(
  options: BackfillOptions,
  effects: Effects = realEffects,
): Promise<BackfillResult> {
  const { data, logs, settings, feed, paths, fill = false, dryRun = false, stop } = options;
  const started = performance.now();
  const runId = effects.uuid();
  if (paths.length === 0 && !fill) {
    const message =
      'No body is named. Give the paths of bodies or of their folder, or "--fill" for those in raw/.';
    throw new Failure("usage", message);
  }
  // A run of its own, which clears up after one that was cut off, even where nothing is missing.
  const files = await withRun(
    "backfill",
    { ...options, feedName: feed.name, runId },
    effects,
    async (run) => {
      await assertFeed(run.data, feed);
      const found = [...(await bodyFiles(paths)), ...(fill ? await bodiesWithoutSnapshot(options) : [])];
      run.note({ bodies: found.length });
      return found;
    },
  );
  const warnings = new Set<string>();
  const bodies: BackfilledBody[] = [];
  for (const { path, publishedAt } of files) {
    stop?.throwIfAborted();
    const said = { path, as_of: publishedAt?.toISOString() ?? null };
    try {
      if (publishedAt === undefined) throw undated(path);
      const there = await snapshotOf(path, publishedAt, options, effects);
      if (there !== undefined) {
        bodies.push({ ...said, outcome: "already", version: there, reason: null });
        continue;
      }
      const { result } = await ingest({ ...options, from: path, asOf: publishedAt, runId }, effects);
      for (const warning of result.warnings) warnings.add(warning);
      const outcome = dryRun ? "would_publish" : "published";
      bodies.push({ ...said, outcome, version: result.version, reason: null });
    } catch (error) {
      if (!(error instanceof Failure) || !FAULTS_OF_BODIES.includes(error.kind)) throw error;
      bodies.push({ ...said, outcome: "refused", version: null, reason: error.message });
    }
  }
  const inventory = await readInventory(data);
  const where = { logs, dataDir: absolutePlace(settings.dataDir), feed, inventory, since: new Date(0) };
  return {
    schema_version: 1,
    command: "backfill",
    run_id: runId,
    dry_run: dryRun,
    data_dir: settings.dataDir,
    warnings: [...warnings],
    feed: feedLabel(feed),
    bodies,
    missed: await missedHours(where, effects.now()),
    seconds: secondsSince(started),
  };
}

/** The bodies in the data folder that no snapshot came from, as a run leaves them that was cut off. */
async function bodiesWithoutSnapshot({ data }: BackfillOptions): Promise<BodyFile[]> {
  const origins = await snapshotOrigins(data, await readInventory(data));
  const known = new Set([...origins.values()].map(({ raw }) => raw));
  const names = (await namesBelow(data.objects, `${RAW_FOLDER}/`)).filter(
    (name) => isBodyName(name) && !known.has(name),
  );
  return await bodyFiles(await Promise.all(names.map(data.objects.path)));
}

/** The snapshot that a body has already; its text is hashed only where there is one of that time. */
async function snapshotOf(
  path: string,
  publishedAt: Date,
  { data, settings, feed, stop }: BackfillOptions,
  effects: Effects,
): Promise<Version | undefined> {
  const hourOf = (moment: Date) => Math.floor(moment.getTime() / HOUR);
  const isNear = (version: Version) => {
    const late = versionTime(version).getTime() - publishedAt.getTime();
    return hourOf(versionTime(version)) === hourOf(publishedAt) || (late >= 0 && late < HOUR);
  };
  const near = [...(await snapshotOrigins(data, await readInventory(data)))].filter(([version]) =>
    isNear(version),
  );
  if (near.length === 0) return undefined;
  const { sha256 } = await readFeedSource(
    path,
    { ...feed, makeSink: () => NO_SINK, stop },
    settings,
    {},
    effects,
  );
  return near.find(([, origin]) => origin.sha256 === sha256)?.[0];
}

function undated(path: string): Failure {
  const message = `Nothing tells when "${path}" was published: neither its gzip header nor its name. Give its time, as in "municlima ingest --as-of 2026-11-24T14:00Z --from ${path}".`;
  return new Failure("no-input", message);
}
