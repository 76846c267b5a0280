import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import {
  type FileSystem,
  folderOf,
  INVENTORY_FOLDER,
  type LockedFolder,
  localStore,
  publishTables,
  RAW_FOLDER,
  realFileSystem,
  type SnapshotManifest,
  sha256,
  versionAt,
} from "../../store/mod.ts";
import { laterSnapshots } from "./_later_snapshot.ts";
import { dataFolder } from "./data_folder.ts";
import { hourlyFeed } from "./feeds.ts";
import { made } from "./made.ts";

/** When the first of the snapshots was published. 2025 has 8,760 hours. */
const FIRST = Date.UTC(2025, 0, 1, 0, 10);
const HOUR = 3_600_000;
const SNAPSHOT_BYTES = 400_000;
/** This many snapshots are in memory at once. */
const AT_ONCE = 120;

/**
 * A data folder with a snapshot of each of this many hours from the first of 2025 on, with manifests as an ingest
 * writes them: the first is ingested, the others are made out of it, as 8,760 ingests take hours. Gives its path.
 */
export async function snapshotFolder(
  where: { readonly work: string; readonly quick: boolean },
  hours: number,
): Promise<string> {
  const feed = await hourlyFeed(where);
  const name = `snapshots-${hours}${where.quick ? "-quick" : ""}`;
  return await made(where.work, name, hours * SNAPSHOT_BYTES, async (path) => {
    await dataFolder(path, [feed]);
    const folder = join(path, folderOf("snapshots"));
    const { csv, manifest } = await takeOut(folder);
    await rm(join(path, RAW_FOLDER), { recursive: true });
    await rm(join(path, INVENTORY_FOLDER), { recursive: true });

    const snapshot = laterSnapshots(csv);
    const held: LockedFolder = {
      objects: localStore(path, withoutSync(realFileSystem)),
      assertHeld: async () => undefined,
    };
    for (let start = 0; start < hours; start += AT_ONCE) {
      const tables = Array.from({ length: Math.min(AT_ONCE, hours - start) }, (_, i) => {
        const hour = start + i;
        const published = new Date(FIRST + hour * HOUR);
        const version = versionAt(published);
        const run = new Date(Date.parse(`${manifest.source.model_run}Z`) + hour * HOUR);
        const details = {
          ...manifest,
          published_at: published.toISOString(),
          source: {
            ...manifest.source,
            sha256: sha256(Buffer.from(version)),
            fetched_at: published.toISOString(),
            model_run: run.toISOString().slice(0, manifest.source.model_run.length),
          },
        };
        return { folder: folderOf("snapshots"), version, content: Buffer.from(snapshot(hour)), details };
      });
      await publishTables(held, tables);
    }
  });
}

/** What the manifest of the one snapshot says beyond what its place and its bytes do. */
type Described = Omit<
  SnapshotManifest,
  "schema_version" | "dataset" | "version" | "file" | "sha256" | "bytes" | "sequence" | "previous"
>;

/** The one snapshot of a folder and its manifest, which is emptied. */
async function takeOut(folder: string): Promise<{ csv: string; manifest: Described }> {
  const file = (await readdir(folder)).find((name) => name.endsWith(".csv")) ?? "";
  const csv = await readFile(join(folder, file), "utf8");
  const whole: SnapshotManifest = JSON.parse(
    await readFile(join(folder, file.replace(/csv$/, "manifest.json")), "utf8"),
  );
  const { schema_version, dataset, version, file: _, sha256, bytes, sequence, previous, ...manifest } = whole;
  await rm(folder, { recursive: true });
  await mkdir(folder);
  return { csv, manifest };
}

/** The file system as it is, but that nothing waits for the disk: an input can be made again. */
function withoutSync(files: FileSystem): FileSystem {
  return {
    ...files,
    open: async (...given) => {
      const file = await files.open(...given);
      file.sync = async () => undefined;
      return file;
    },
  };
}
