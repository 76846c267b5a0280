import { join } from "node:path";
import { CATALOG } from "../../configs/mod.ts";
import { discard, syncFolder, TEMPORARY } from "./_durable.ts";
import { namesIn } from "./_names_in.ts";
import { draftedVersion, nextCurrentVersion } from "./_unfinished_names.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { listVersions } from "./list_versions.ts";

const MONTH = /^month=/;
/** Who has not got the lock after so long no longer asks for it, in milliseconds: its file is a few hundred bytes. */
const ASKING = 600_000;

/**
 * Clears up after runs that were cut off: removes their unfinished files, which nothing reads, and files that
 * they published without the manifest; and gives a whole merged table, if one was left without, its place as
 * `current.csv`. Only whoever holds the data folder's lock may do so: what is unfinished then is nobody's any more.
 * In the data folder itself others may be asking for the lock just now, so that only old files are removed there.
 *
 * @returns how many there were
 * @throws {Failure} `io` when a folder cannot be listed
 *
 * @example
 * ```ts
 * await withLock("data", "ingest", new Date(), async () => await sweepLeftovers("data", new Date())); // 0
 * ```
 */
export async function sweepLeftovers(
  dataDir: string,
  now: Date,
  fs: Pick<FileSystem, "open" | "readdir" | "rename" | "rm" | "stat"> = realFileSystem,
): Promise<number> {
  await finishCurrent(join(dataDir, CATALOG.merged.folder), fs);
  let swept = 0;
  const sweep = async (folder: string): Promise<void> => {
    const names = await namesIn(folder, fs);
    for (const name of names) {
      if (MONTH.test(name)) await sweep(join(folder, name));
      if (TEMPORARY.test(name) && (await clear(folder, name, new Set(names), fs))) swept++;
    }
  };
  for (const { folder } of [
    CATALOG.snapshots,
    CATALOG.means,
    CATALOG.merged,
    CATALOG.quarantine,
    CATALOG.raw,
  ]) {
    await sweep(join(dataDir, folder));
  }
  for (const name of (await namesIn(dataDir, fs)).filter((name) => TEMPORARY.test(name))) {
    const path = join(dataDir, name);
    const written = await fs.stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => now.getTime(),
    );
    if (now.getTime() - written > ASKING && (await discard(path, fs))) swept++;
  }
  return swept;
}

/** Removes an unfinished file, and before it what was published and waits for it as its manifest. */
async function clear(
  folder: string,
  name: string,
  names: ReadonlySet<string>,
  fs: Pick<FileSystem, "rm">,
): Promise<boolean> {
  const version = draftedVersion(name);
  if (version !== undefined && !names.has(`${version}.manifest.json`)) {
    for (const file of [`${version}.csv`, `${version}.parquet`]) {
      if (names.has(file) && !(await discard(join(folder, file), fs))) return false;
    }
  }
  return await discard(join(folder, name), fs);
}

/**
 * Takes the last step of a merge that was cut off before it: gives the newest merged table its place. Where it
 * cannot, it is for the next merge to say why.
 */
async function finishCurrent(
  folder: string,
  fs: Pick<FileSystem, "open" | "readdir" | "rename">,
): Promise<void> {
  const [newest] = await listVersions(folder, fs);
  if (newest === undefined) return;
  const next = (await namesIn(folder, fs)).find((name) => nextCurrentVersion(name) === newest);
  if (next === undefined) return;
  const path = join(folder, "current.csv");
  await fs.rename(join(folder, next), path).then(
    () => syncFolder(folder, fs),
    () => undefined,
  );
}
