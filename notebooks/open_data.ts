import { tmpdir } from "node:os";
import { join } from "node:path";
import type pl from "nodejs-polars";
import { BUILT_IN_FEEDS, cvegeoKey, type Feed, resolveSettings, type Settings } from "../configs/mod.ts";
import { mergePlan } from "../engines/mod.ts";
import { scanSnapshots } from "../engines/polars/mod.ts";
import { Failure } from "../errors/mod.ts";
import { joinedTables, withCvegeo } from "../frames/mod.ts";
import { openStore } from "../io/open_store.ts";
import { recordsOfBody } from "../pipelines/body_records.ts";
import { checkedPartitions } from "../pipelines/checked_partitions.ts";
import { knownFeedOf } from "../pipelines/folder_warnings.ts";
import { readVersion } from "../pipelines/read/read_version.ts";
import {
  type DataFolder,
  folderOf,
  listSnapshots,
  newestMunicipalities,
  type ObjectStore,
  placeIn,
  readInventory,
  readManifest,
  SNAPSHOT_MANIFEST,
  snapshotInputs,
  type Version,
  versionsOf,
} from "../store/mod.ts";
import { makeSample } from "./_make_sample.ts";
import { sqlFrame } from "./_sql_frame.ts";
import type { SampleOptions } from "./sample_options.ts";

/** A data folder that is open for reading. */
export type OpenedData = {
  readonly folder: string;
  readonly feed: Feed;
  /** What the pipelines are given to work on it: `merge({ ...data.place, feed: data.feed })`. */
  readonly place: { readonly data: DataFolder; readonly logs: ObjectStore; readonly settings: Settings };
  /** The snapshots' versions, oldest first. */
  readonly versions: readonly string[];
  /** A snapshot, the newest unless one is named: towns × (columns of the feed, `cvegeo`). */
  readonly snapshot: (version?: string) => Promise<pl.DataFrame>;
  /** The whole feed that a snapshot was taken from: towns · hours × columns of the feed. */
  readonly forecast: (version?: string) => Promise<pl.DataFrame>;
  /** The newest means per town, and those joined with the municipality data. */
  readonly means: () => Promise<pl.DataFrame>;
  readonly merged: () => Promise<pl.DataFrame>;
  readonly municipalities: () => Promise<pl.DataFrame>;
  /** All snapshots as one lazy frame, with the `version` of each row: nothing is read before `collect()`. */
  readonly scan: () => Promise<pl.LazyDataFrame>;
  /**
   * The answer of DuckDB's SQL on the tables of the folder, as docs/sql.md has them: rows × columns of the query. A sum
   * of whole numbers is a float, as DuckDB's is wider than any whole number of Polars.
   *
   * @param parameters what stands for `$name` in the query
   */
  readonly sql: (query: string, parameters?: Readonly<Record<string, string>>) => Promise<pl.DataFrame>;
};

/**
 * Opens a data folder. Without one it makes a sample in the system's folder for temporary files, which takes
 * seconds once, and needs no network.
 *
 * @param options `folder` is a data folder that is there, a path or s3://bucket/folder; `sample` makes one, in `folder` where that is given
 * @throws {Failure} `no-input` when the folder holds no snapshot, `usage` for a sample that cannot be made
 *
 * @example
 * ```ts
 * const data = await openData(); // or openData({ folder: "../data" })
 * (await data.snapshot()).height; // 2463
 * ```
 */
export async function openData(
  options: { readonly folder?: string; readonly sample?: SampleOptions } = {},
): Promise<OpenedData> {
  const { sample = options.folder === undefined ? {} : undefined } = options;
  const folder = options.folder ?? sampleFolder(sample ?? {});
  const data: DataFolder = { objects: await openStore(folder) };
  if (sample !== undefined) {
    check(sample);
    const isThere = (await readInventory(data)).sequence > 0;
    if (!isThere) await makeSample(folder, settingsOf, sample);
  }
  const inventory = await readInventory(data);
  const { snapshots } = await listSnapshots(data, inventory, new Date());
  const oldestFirst = [...snapshots].reverse();
  const versions = oldestFirst.map(({ version }) => version);
  if (versions.length === 0) {
    const where = data.objects.where(folderOf("snapshots"));
    const advice = 'Run "municlima ingest" first, or leave the folder out for a sample.';
    throw new Failure("no-input", `Found no snapshot in "${where}". ${advice}`);
  }
  const owner = await knownFeedOf(data);
  const feed = BUILT_IN_FEEDS.get(owner.name) ?? owner;

  const chosen = (version: string | undefined = versions.at(-1)): Version => {
    const found = versions.find((other) => other === version);
    if (found !== undefined) return found;
    throw new Failure(
      "no-input",
      `Found no snapshot "${version}" in "${folder}". The newest is "${versions.at(-1)}".`,
    );
  };
  const newest = async (dataset: "means" | "merged") => {
    const [version] = versionsOf(inventory, dataset, new Date()).versions;
    if (version !== undefined) return await readVersion(data, inventory, dataset, version, feed);
    const where = data.objects.where(folderOf(dataset));
    throw new Failure("no-input", `Found no table in "${where}". Run "municlima merge" first.`);
  };
  const settings = settingsOf(folder);
  return {
    folder,
    feed,
    place: { data, logs: await openStore(placeIn(folder, "logs")), settings },
    versions,
    snapshot: async (version) => await readVersion(data, inventory, "snapshots", chosen(version), feed),
    forecast: async (version) => {
      const name = folderOf("snapshots");
      const manifest = await readManifest(data, inventory, name, chosen(version), SNAPSHOT_MANIFEST);
      return withCvegeo(await recordsOfBody(data, manifest, feed), cvegeoKey(feed));
    },
    means: () => newest("means"),
    merged: () => newest("merged"),
    municipalities: async () => {
      return joinedTables((await newestMunicipalities(data)).tables);
    },
    scan: async () => {
      const inputs = await snapshotInputs(data, inventory, oldestFirst);
      return await scanSnapshots(await checkedPartitions(data, oldestFirst, inputs), mergePlan(feed));
    },
    sql: (query, parameters) => sqlFrame(query, { data, settings, parameters }),
  };
}

/** Settings without the environment's: a notebook says the same on every machine. */
function settingsOf(dataDir: string): Settings {
  const flags = { dataDir, feed: "sample", minTowns: "0" };
  return resolveSettings({ flags, environment: {}, dotenv: {}, file: {} }).settings;
}

/** Another one when what is in a data folder changes: a folder of an older program is left alone. */
const FORM = 3;

function sampleFolder({ runs = 2, everyNthTown = 1, hourly = false }: SampleOptions): string {
  return join(
    tmpdir(),
    `municlima-notebooks-${FORM}`,
    `${runs}-runs-every-${everyNthTown}${hourly ? "-hourly" : ""}`,
  );
}

function check({ runs = 2, everyNthTown = 1, hourly = false }: SampleOptions): void {
  const isWhole = Number.isInteger(runs) && Number.isInteger(everyNthTown);
  if (!isWhole || runs < 1 || runs > 24 || everyNthTown < 1) {
    const wanted = "Give 1 to 24 runs, and every town from the 1st on.";
    throw new Failure(
      "usage",
      `Cannot make a sample of ${runs} runs with one of every ${everyNthTown} towns. ${wanted}`,
    );
  }
  if (hourly && runs !== 1)
    throw new Failure("usage", "Cannot make hourly snapshots of several runs. Give 1 run.");
}
