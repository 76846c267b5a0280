import { join } from "node:path";
import { CATALOG } from "../../configs/mod.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { listParts } from "./list_parts.ts";
import { listVersions } from "./list_versions.ts";
import type { Part, PartSnapshot } from "./part.ts";
import type { Version } from "./version.ts";

/** A published snapshot, and where its rows are. */
export type Snapshot = {
  readonly version: Version;
  /** Whether its CSV stands there. */
  readonly hasCsv: boolean;
  /** The Parquet file it is read from, and what that one's manifest tells of it; absent where only the CSV is. */
  readonly compacted?: { readonly part: Part; readonly snapshot: PartSnapshot };
};

/**
 * The published snapshots of a data folder, newest first, each once and with one source: the first Parquet file
 * that holds it, the CSV where none does.
 *
 * @throws {Failure} `io` when a folder or the manifest of a Parquet file cannot be read
 *
 * @example
 * ```ts
 * const [newest] = await listSnapshots("data");
 * newest?.version; // "20261124_140000"
 * ```
 */
export async function listSnapshots(
  dataDir: string,
  fs: Pick<FileSystem, "readdir" | "readFile"> = realFileSystem,
): Promise<Snapshot[]> {
  const found = new Map<Version, Snapshot>();
  for (const version of await listVersions(join(dataDir, CATALOG.snapshots.folder), fs)) {
    found.set(version, { version, hasCsv: true });
  }
  for (const part of await listParts(dataDir, fs)) {
    for (const snapshot of part.manifest.snapshots) {
      const { version } = snapshot;
      const known = found.get(version);
      if (known?.compacted !== undefined) continue;
      found.set(version, { version, hasCsv: known !== undefined, compacted: { part, snapshot } });
    }
  }
  return [...found.values()].sort((a, b) => (a.version < b.version ? 1 : -1));
}
