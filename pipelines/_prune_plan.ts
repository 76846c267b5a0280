import { basename, join } from "node:path";
import { CATALOG } from "../configs/mod.ts";
import {
  type FileSystem,
  listFiles,
  listSnapshots,
  listVersions,
  parseVersion,
  readManifest,
  type Version,
  versionTime,
} from "../io/store/mod.ts";
import { inLots } from "./_in_lots.ts";
import { snapshotsOfHours } from "./_snapshots_of_hours.ts";
import type { MergeDetails } from "./merge_report.ts";

/** Which versions may go by their age and number. */
export type PruneRule = {
  /** Of each dataset so many of the newest versions stay, and at least one. */
  readonly keep: number;
  /** Versions from then on stay; undefined where age does not count. */
  readonly before: Date | undefined;
  /** The hours that the next merge would take, whose snapshots stay. */
  readonly window: number;
};

/** What a prune removes of a dataset: versions, oldest first, or the names of bodies; and how many of them stay. */
export type PrunePlan = {
  readonly tables: readonly {
    readonly dataset: string;
    readonly remove: readonly Version[];
    readonly left: number;
  }[];
  readonly bodies: { readonly remove: readonly string[]; readonly left: number };
};

/** A body that an ingest has kept; whatever else lies there is the user's. */
const BODY = /^[0-9a-f]{16}\.json\.gz$/;
const MANIFEST = ".manifest.json";

/**
 * Decides what a prune removes. Apart from the rule, these stay: snapshots in a Parquet file, those that the
 * newest merged table was made of and its means, and every body that a remaining snapshot came from. A manifest
 * without its table, as a prune that was cut off leaves it, goes by the same rule.
 *
 * @throws {Failure} `io` when a folder or a manifest cannot be read
 */
export async function prunePlan(
  dataDir: string,
  { keep, before, window }: PruneRule,
  files: FileSystem,
): Promise<PrunePlan> {
  const folderOf = (dataset: string) => join(dataDir, dataset);
  const snapshots = await listSnapshots(dataDir, files);
  const listed = new Map<string, readonly Version[]>([
    [CATALOG.snapshots.folder, snapshots.map(({ version }) => version)],
  ]);
  for (const { folder } of [CATALOG.means, CATALOG.merged])
    listed.set(folder, await listVersions(folderOf(folder), files));

  const stays = new Map<string, Set<Version>>([
    [
      CATALOG.snapshots.folder,
      new Set([
        ...snapshotsOfHours(snapshots, window).map(({ version }) => version),
        ...snapshots.filter(({ compacted }) => compacted !== undefined).map(({ version }) => version),
      ]),
    ],
  ]);
  const [lastMerge] = listed.get(CATALOG.merged.folder) ?? [];
  if (lastMerge !== undefined) {
    const { folder } = CATALOG.merged;
    const manifest = await readManifest<MergeDetails>(dataDir, folder, lastMerge, files);
    for (const { version } of manifest.snapshots) stays.get(CATALOG.snapshots.folder)?.add(version);
    stays.set(CATALOG.means.folder, new Set([lastMerge]));
  }

  const tables: PrunePlan["tables"][number][] = [];
  const known: Version[] = [];
  for (const [dataset, versions] of listed) {
    const oldestKept = versions[keep - 1];
    const names = await listFiles(folderOf(dataset), files);
    const told = names.filter((name) => name.endsWith(MANIFEST)).map((name) => basename(name, MANIFEST));
    const all = new Set([...versions, ...told.map(parseVersion).filter((version) => version !== undefined)]);
    const remove = [...all]
      .filter((version) => oldestKept !== undefined && version < oldestKept)
      .filter((version) => before === undefined || versionTime(version) < before)
      .filter((version) => !stays.get(dataset)?.has(version))
      .sort();
    const gone = new Set(remove);
    tables.push({ dataset, remove, left: versions.filter((version) => !gone.has(version)).length });
    if (dataset !== CATALOG.snapshots.folder) continue;
    known.push(...[...all].filter((version) => !gone.has(version) && told.includes(version)));
  }
  return { tables, bodies: await bodiesPlan(dataDir, known, files) };
}

/** Which bodies none of these snapshots came from. */
async function bodiesPlan(
  dataDir: string,
  snapshots: readonly Version[],
  files: FileSystem,
): Promise<PrunePlan["bodies"]> {
  const bodies = (await listFiles(join(dataDir, CATALOG.raw.folder), files)).filter((name) =>
    BODY.test(name),
  );
  const sources = await inLots(snapshots, async (version) => {
    const { folder } = CATALOG.snapshots;
    const { source } = await readManifest<{ source?: { raw?: string } }>(dataDir, folder, version, files);
    return basename(source?.raw ?? "");
  });
  const needed = new Set(sources);
  const remove = bodies.filter((name) => !needed.has(name));
  return { remove, left: bodies.length - remove.length };
}
