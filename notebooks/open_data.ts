import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { BUILT_IN_FEEDS, CATALOG, type Feed, resolveSettings, type Settings } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import { feedFrame, municipalityFrame } from "../frames/mod.ts";
import pl from "../frames/polars.ts";
import { scanSnapshot } from "../io/scan_snapshot.ts";
import {
  feedOfDataFolder,
  listSnapshots,
  newestMunicipalities,
  readManifest,
  realFileSystem,
  type Version,
} from "../io/store/mod.ts";
import { makeSample } from "./_make_sample.ts";
import { newestTable } from "./_newest_table.ts";
import type { SampleOptions } from "./sample_options.ts";

/** What the manifest of a snapshot tells of the body that it was taken from. */
type FromBody = { readonly source: { readonly raw: string } };

/** A data folder that is open for reading. */
export type OpenedData = {
  readonly folder: string;
  readonly feed: Feed;
  /** Settings that work on it, for the pipelines. */
  readonly settings: Settings;
  /** The snapshots' versions, oldest first. */
  readonly versions: readonly string[];
  /** A snapshot, the newest unless one is named: towns × columns of the feed. */
  readonly snapshot: (version?: string) => Promise<pl.DataFrame>;
  /** The whole feed that a snapshot was taken from: towns · hours × columns of the feed. */
  readonly forecast: (version?: string) => Promise<pl.DataFrame>;
  /** The newest means per town, and those joined with the municipality data. */
  readonly means: () => Promise<pl.DataFrame>;
  readonly merged: () => Promise<pl.DataFrame>;
  readonly municipalities: () => Promise<pl.DataFrame>;
  /** All snapshots as one lazy frame, with the `version` of each row: nothing is read before `collect()`. */
  readonly scan: () => Promise<pl.LazyDataFrame>;
};

/**
 * Opens a data folder. Without one it makes a sample in the system's folder for temporary files, which takes
 * seconds once, and needs no network.
 *
 * @param options `folder` is a data folder that is there; `sample` makes one, in `folder` where that is given
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
  if (sample !== undefined) {
    check(sample);
    if ((await listSnapshots(folder)).length === 0) await makeSample(folder, settingsOf, sample);
  }
  const versions = (await listSnapshots(folder)).map(({ version }) => version).reverse();
  if (versions.length === 0) {
    const advice = 'Run "ingest" first, or leave the folder out for a sample.';
    throw new Failure(
      "no-input",
      `Found no snapshot in "${join(folder, CATALOG.snapshots.folder)}". ${advice}`,
    );
  }
  const owner = await feedOfDataFolder(folder);
  const feed = BUILT_IN_FEEDS.get(owner?.name ?? "") ?? owner;
  if (feed === undefined)
    throw new Failure("config", `"${folder}" does not say whose data it holds. Ingest into it.`);

  const known = (version: string | undefined = versions.at(-1)): Version => {
    if (version !== undefined && versions.some((other) => other === version)) return version as Version;
    throw new Failure(
      "no-input",
      `"${folder}" holds no snapshot "${version}". Its newest is "${versions.at(-1)}".`,
    );
  };
  const scan = async () => {
    const snapshots = (await listSnapshots(folder)).reverse();
    const columns = ["version", ...feed.columns.map(({ name }) => name)];
    const parts = new Set(snapshots.flatMap(({ compacted }) => compacted?.part.path ?? []));
    const csvs = snapshots.filter(({ compacted }) => compacted === undefined);
    const scans = csvs.map(async ({ version }) => {
      const rows = await scanSnapshot(join(folder, CATALOG.snapshots.folder, `${version}.csv`), feed);
      return rows.withColumn(pl.lit(version).alias("version")).select(...columns);
    });
    // As a pattern, a path with "[x]" in it would find nothing; as that of a hive, "month=" would be a column.
    const scanned = [...parts].map((path) =>
      pl.scanParquet(path, { glob: false, hivePartitioning: false }).select(...columns),
    );
    return pl.concat([...scanned, ...(await Promise.all(scans))]);
  };
  return {
    folder,
    feed,
    settings: settingsOf(folder),
    versions,
    snapshot: async (version) =>
      await (await scan())
        .filter(pl.col("version").eq(pl.lit(known(version))))
        .drop("version")
        .collect(),
    forecast: async (version) => {
      const manifest = await readManifest<FromBody>(folder, CATALOG.snapshots.folder, known(version));
      const path = join(folder, manifest.source.raw);
      return feedFrame(gunzipSync(await realFileSystem.readFile(path)), feed, path);
    },
    means: () => newestTable(folder, CATALOG.means.folder),
    merged: () => newestTable(folder, CATALOG.merged.folder),
    municipalities: async () => {
      const { csv, path } = await newestMunicipalities(folder);
      return municipalityFrame(csv, path);
    },
    scan,
  };
}

/** Settings without the environment's: a notebook says the same on every machine. */
function settingsOf(dataDir: string): Settings {
  const flags = { dataDir, feed: "sample", minTowns: "0" };
  return resolveSettings({ flags, environment: {}, dotenv: {}, file: {} }).settings;
}

function sampleFolder({ runs = 2, everyNthTown = 1, hourly = false }: SampleOptions): string {
  return join(
    tmpdir(),
    "municlima-notebooks",
    `${runs}-runs-every-${everyNthTown}${hourly ? "-hourly" : ""}`,
  );
}

function check({ runs = 2, everyNthTown = 1, hourly = false }: SampleOptions): void {
  const isWhole = Number.isInteger(runs) && Number.isInteger(everyNthTown);
  if (!isWhole || runs < 1 || runs > 24 || everyNthTown < 1) {
    const wanted = "Give 1 to 24 runs, and every town from the 1st on.";
    throw new Failure(
      "usage",
      `Cannot make a sample of ${runs} runs with every ${everyNthTown}th town. ${wanted}`,
    );
  }
  if (hourly && runs !== 1)
    throw new Failure("usage", "Cannot make hourly snapshots of several runs. Give 1 run.");
}
