import { join } from "node:path";
import { CATALOG } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { namesIn } from "./_names_in.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import type { Part, PartDetails } from "./part.ts";
import { readManifest } from "./read_manifest.ts";
import { parseVersion } from "./version.ts";

const MONTH = /^month=\d{4}-\d\d$/;

/**
 * The Parquet files of snapshots in a data folder, in the order in which they were made. As every table, one
 * counts once its manifest is there, which is written last.
 *
 * @throws {Failure} `io` when a folder or a manifest cannot be read
 *
 * @example
 * ```ts
 * const [{ manifest }] = await listParts("data");
 * manifest.snapshots.length; // 744
 * ```
 */
export async function listParts(
  dataDir: string,
  fs: Pick<FileSystem, "readdir" | "readFile"> = realFileSystem,
): Promise<Part[]> {
  const { folder } = CATALOG.snapshots;
  const parts: Part[] = [];
  for (const month of (await namesIn(join(dataDir, folder), fs)).filter((name) => MONTH.test(name))) {
    const dataset = join(folder, month);
    const names = new Set(await namesIn(join(dataDir, dataset), fs));
    for (const name of names) {
      if (!name.endsWith(".parquet")) continue;
      const version = parseVersion(name.slice(0, -".parquet".length));
      if (version === undefined || !names.has(`${version}.manifest.json`)) continue;
      const manifest = await readManifest<PartDetails>(dataDir, dataset, version, fs);
      const strange = manifest.snapshots.find(({ version }) => parseVersion(version) === undefined);
      if (strange !== undefined) throw noVersion(strange.version, join(dataDir, dataset, name));
      parts.push({ path: join(dataDir, dataset, name), manifest });
    }
  }
  return parts.sort((a, b) => (a.manifest.version < b.manifest.version ? -1 : 1));
}

/** Versions become paths, also of files that are removed: a manifest that was changed must not name any others. */
function noVersion(version: string, path: string): Failure {
  const message = `The manifest of "${path}" names a snapshot ${JSON.stringify(version)}, which is no version. Restore it, or move both away.`;
  return new Failure("io", message);
}
