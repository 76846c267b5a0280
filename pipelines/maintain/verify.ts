import { CATALOG, type Feed, type Settings } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { openBody } from "../../io/body/open_body.ts";
import { type Effects, realEffects, secondsSince } from "../../io/effects.ts";
import {
  archivedBodies,
  bodyName,
  changedSegment,
  type DataFolder,
  DICTIONARY,
  eachOf,
  FEED_RECORD,
  feedOfFolder,
  fileOf,
  folderOf,
  INVENTORY_FOLDER,
  type Inventory,
  isBodyName,
  isBodyOf,
  isForecastsFolder,
  manifestName,
  missingNames,
  monthOfFolder,
  type PublishedFile,
  parseRunVersion,
  parseTableName,
  presentNames,
  QUARANTINE_FOLDER,
  type QuarantineFile,
  RAW_FOLDER,
  readInventory,
  readManifest,
  SNAPSHOT_MANIFEST,
  type Version,
  versionTime,
} from "../../store/mod.ts";
import { futureWarnings } from "../folder_warnings.ts";
import { currentState, strayFiles } from "./_folder_state.ts";
import type { Problem, VerifyResult } from "./verify_result.ts";

const RESTORE = "Restore it from a backup";
const ACCEPT = `${RESTORE}, or accept the loss with "municlima prune --missing"`;

/** Times from one on, and up to another. */
type Span = { readonly from?: Date | undefined; readonly to?: Date | undefined };

export type VerifyOptions = {
  readonly data: DataFolder;
  readonly settings: Pick<Settings, "dataDir">;
  /** Which tables are read: those of a span, or every one. */
  readonly span?: Span | undefined;
};

/**
 * Compares all that is in a data folder with what must be there: the inventory with the files, each file with its
 * manifest by size and hash, each manifest with the inventory, each feed body by the hash of its text, `current.csv`
 * with the newest merged table. It changes nothing and needs no network. What the inventory does not know is a problem
 * too: nothing reads it. Of a span of time it reads the tables whose versions lie in it, the months that reach into it
 * and the forecasts of its runs of the model, with their bodies and quarantined rows; which files are there it compares
 * as of the whole folder.
 *
 * @throws {Failure} `io` when something cannot be read; what is wrong with a file is in the result
 *
 * @example
 * ```ts
 * const { problems } = await verify({ data, settings });
 * problems[0]?.path; // "data/data_merged/20261124_140000.csv"
 * ```
 */
export async function verify(
  { data, settings: { dataDir }, span }: VerifyOptions,
  { now }: Pick<Effects, "now"> = realEffects,
): Promise<VerifyResult> {
  const started = performance.now();
  const names = await presentNames(data);
  const state: State = { data, names, problems: [], checked: {} };
  const { problems, checked } = state;
  const warnings: string[] = [];
  const unfinished: string[] = [];
  const inventory = await found(INVENTORY_FOLDER, state, () => readInventory(data));
  if (inventory === undefined) {
    // Without it nothing says what must be there.
  } else if (inventory.sequence === 0) {
    const feed = await found(FEED_RECORD, state, () => feedOfFolder(data));
    if ((await strayFiles(data, inventory, names)).length > 0) {
      const what = "is missing, and with it the record of what was published";
      problems.push({ path: data.objects.where(INVENTORY_FOLDER), what, advice: RESTORE });
    } else if (feed !== undefined) {
      unfinished.push(
        `"${data.objects.place}" belongs to the feed "${feed.name}", and nothing was published in it yet: the next run finishes what the first one began.`,
      );
    }
  } else {
    const changed = await found(INVENTORY_FOLDER, state, () => changedSegment(data));
    if (changed !== undefined) {
      problems.push({
        path: data.objects.where(changed),
        what: "was changed since it was written",
        advice: RESTORE,
      });
    }
    const feed = await found(FEED_RECORD, state, () => feedOfFolder(data));
    await recordProblems(feed, state);
    const missing = missingNames(inventory, names);
    for (const name of missing) {
      problems.push({
        path: data.objects.where(name),
        what: "is missing",
        advice: remakeOf(name, names) ?? ACCEPT,
      });
    }
    const bodies = await tableProblems(inventory, new Set(missing), span, state);
    await bodyProblems(bodies, archivedBodies(inventory), names, span === undefined, feed, state);
    problems.push(...(await strayFiles(data, inventory, names)));
    const current = await currentState(data, inventory);
    if (current?.problem !== undefined) problems.push(current.problem);
    if (current?.unfinished !== undefined) unfinished.push(current.unfinished);
    warnings.push(...futureWarnings(inventory, now()));
  }
  return {
    schema_version: 1,
    command: "verify",
    data_dir: dataDir,
    from: span?.from?.toISOString() ?? null,
    to: span?.to?.toISOString() ?? null,
    warnings,
    checked,
    problems: problems.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    unfinished,
    seconds: secondsSince(started),
  };
}

/** What a verification has found so far. */
type State = {
  readonly data: DataFolder;
  readonly names: ReadonlySet<string>;
  readonly problems: Problem[];
  readonly checked: Record<string, { file_count: number; bytes: number }>;
};

/** What a step gives; a file that was changed is a problem, and everything else that fails is not the file's fault. */
async function found<T>(
  name: string,
  { data, problems }: State,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== "contract") throw error;
    const path = data.objects.where(name);
    problems.push({ path, what: `is damaged: ${error.message}`, advice: RESTORE });
    return undefined;
  }
}

/** The files that say whose data it is, and what its columns mean. */
async function recordProblems(feed: Feed | undefined, { data, problems }: State): Promise<void> {
  const { objects } = data;
  if (feed === undefined && problems.every(({ path }) => path !== objects.where(FEED_RECORD))) {
    problems.push({ path: objects.where(FEED_RECORD), what: "is missing", advice: RESTORE });
  }
  if ((await objects.head(DICTIONARY)) === undefined) {
    const advice = "The next ingest writes it again";
    problems.push({ path: objects.where(DICTIONARY), what: "is missing", advice });
  }
}

/** A feed body that must be kept, and the hash of its text. */
type Body = { readonly name: string; readonly sha256: string };

/** Whether a table is of a span of time: a month's is where the month reaches into it. */
function isOf({ from, to }: Span, folder: string, version: Version): boolean {
  const month = monthOfFolder(folder);
  const run = parseRunVersion(version)?.run;
  const first = new Date(month ?? (run === undefined ? versionTime(version) : `${run}Z`));
  const last =
    month === undefined ? first : new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1) - 1);
  return (from === undefined || last >= from) && (to === undefined || first <= to);
}

/** Compares tables with their manifests, every one or those of a span, and gives the bodies that snapshots came from. */
async function tableProblems(
  inventory: Inventory,
  missing: ReadonlySet<string>,
  span: Span | undefined,
  state: State,
): Promise<Body[]> {
  const { data } = state;
  const snapshots = folderOf("snapshots");
  const all = [...inventory.tables].flatMap(([folder, versions]) =>
    [...versions.keys()]
      .filter((version) => span === undefined || isOf(span, folder, version))
      .map((version) => ({ folder, version })),
  );
  // In the inventory's order, whichever file is read first.
  for (const { folder } of all) count(state.checked, datasetOf(folder), 0, 0);
  const bodies = await eachOf(all, async ({ folder, version }): Promise<Body | undefined> => {
    const manifestFile = manifestName(folder, version);
    if (missing.has(manifestFile)) return undefined;
    const schema = folder === snapshots ? SNAPSHOT_MANIFEST : undefined;
    const manifest = await found(manifestFile, state, () =>
      readManifest(data, inventory, folder, version, schema),
    );
    if (manifest === undefined) return undefined;
    const file = fileOf(manifest);
    const wasRemoved = folder === snapshots && inventory.withoutCsv.has(version);
    if (!wasRemoved && !missing.has(file.name)) await compare(file, datasetOf(folder), state);
    if (!("source" in manifest)) return undefined;
    const { quarantine, source } = manifest as {
      quarantine: QuarantineFile | null;
      source: { raw: string; sha256: string };
    };
    const hasLost = (of: string) => inventory.without.get(of)?.has(version) === true;
    if (quarantine !== null && !hasLost(QUARANTINE_FOLDER))
      await compare({ ...quarantine, name: quarantine.file }, "quarantine", state);
    return hasLost(RAW_FOLDER) ? undefined : { name: source.raw, sha256: source.sha256 };
  });
  return bodies.filter((body) => body !== undefined);
}

/** Partition files are files of the snapshots, and the forecasts of all months one dataset. */
function datasetOf(folder: string): string {
  if (isForecastsFolder(folder)) return CATALOG.forecasts.folder;
  return monthOfFolder(folder) === undefined ? folder : folderOf("snapshots");
}

async function compare(
  { name, sha256, bytes }: PublishedFile,
  dataset: string,
  { data: { objects }, names, problems, checked }: State,
): Promise<void> {
  const advice = remakeOf(name, names);
  const digest = await objects.digest(name);
  if (digest === undefined) {
    problems.push({ path: objects.where(name), what: "is missing", advice: advice ?? ACCEPT });
    return;
  }
  count(checked, dataset, digest.bytes);
  if (digest.sha256 === sha256 && digest.bytes === bytes) return;
  problems.push({
    path: objects.where(name),
    what: "was changed since it was published",
    advice: advice ?? RESTORE,
  });
}

/** How an archived forecast is made again whose body is still there; undefined for every other file. */
function remakeOf(name: string, names: ReadonlySet<string>): string | undefined {
  const { version } = parseTableName(name) ?? {};
  const forecast = version === undefined ? undefined : parseRunVersion(version);
  if (forecast === undefined || !names.has(bodyName(forecast.hash))) return undefined;
  return 'Run "municlima archive", which makes it again from its body';
}

/** Compares each feed body, or each that is needed, with the hash of its text, by which it is named. */
async function bodyProblems(
  needed: readonly Body[],
  archived: ReadonlySet<string>,
  names: ReadonlySet<string>,
  readsAll: boolean,
  feed: Feed | undefined,
  { data: { objects }, problems, checked }: State,
): Promise<void> {
  const bodies = new Set([...names].filter(isBodyName));
  const wanted = new Set(needed.map(({ name }) => name));
  for (const name of wanted) {
    if (bodies.has(name) || archived.has(name)) continue;
    const advice = `${RESTORE}, or remove the snapshots that came from it with "municlima prune"`;
    problems.push({ path: objects.where(name), what: "is missing", advice });
  }
  if (feed === undefined) return;
  for (const name of readsAll ? bodies : [...bodies].filter((name) => wanted.has(name))) {
    const body = await objects.get(name);
    if (body === undefined) continue;
    count(checked, RAW_FOLDER, body.bytes.length);
    const text = await textHash(body.bytes, feed, objects.where(name));
    if (text === undefined || !isBodyOf(name, text)) {
      problems.push({ path: objects.where(name), what: "was changed since it was kept", advice: RESTORE });
    }
  }
}

const NO_SINK = { write: () => undefined, end: () => undefined };

async function textHash(bytes: Uint8Array, feed: Feed, where: string): Promise<string | undefined> {
  try {
    return (await openBody(bytes, feed.caps, where, () => NO_SINK)).sha256;
  } catch (error) {
    if (error instanceof Failure && error.kind === "upstream") return undefined;
    throw error;
  }
}

function count(checked: State["checked"], dataset: string, bytes: number, files = 1): void {
  const before = checked[dataset] ?? { file_count: 0, bytes: 0 };
  checked[dataset] = { file_count: before.file_count + files, bytes: before.bytes + bytes };
}
